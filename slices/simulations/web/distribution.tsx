import { useEffect, useRef } from 'react'
import { type Say, useWords } from '../../../platform/web/language.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import type { Step } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'

/** `减少 500 至 1,000`: a step in words. */
function stepText({ from, to }: Step, t: Say): string {
  const yuan = (value: number) => grouped(Math.abs(value))
  if (from === null) return t(words.upTo, { to: yuan(to ?? 0) })
  if (to === null) return t(words.beyond, { from: yuan(from) })
  if (to <= 0) return t(words.lessBetween, { from: yuan(from), to: yuan(to) })
  return t(words.moreBetween, { from: yuan(from), to: yuan(to) })
}

/** How many families get how much more or less in a year: a picture, and the same numbers as a table. */
export function Distribution({ steps }: { steps: readonly Step[] }) {
  const t = useWords()
  const shown = steps.map((step) => ({ ...step, text: stepText(step, t) }))
  return (
    <section className="simulation-part">
      <h2>{t(words.distribution)}</h2>
      <div className="distribution">
        <Picture steps={shown} />
        <table className="data small" aria-label={t(words.distribution)}>
          <thead>
            <tr>
              <th scope="col">{t(words.step)}</th>
              <th scope="col" className="number">
                {t(words.changedFamilies)}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((step) => (
              <tr key={step.text}>
                <th scope="row">{step.text}</th>
                <td className="number">{grouped(step.households)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type Chart = { setOption(option: object): void; resize(): void; dispose(): void }

/** The drawing program is fetched when the first picture is drawn. */
async function openChart(box: HTMLElement): Promise<Chart> {
  const [core, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([BarChart, GridComponent, SVGRenderer])
  return core.init(box, undefined, { renderer: 'svg' })
}

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function Picture({ steps }: { steps: readonly (Step & { text: string })[] }) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart>(undefined)
  useEffect(() => {
    let closed = false
    const draw = async () => {
      if (!box.current) return
      const made = chart.current ?? (await openChart(box.current))
      if (closed) return made === chart.current ? undefined : made.dispose()
      chart.current = made
      made.setOption(optionOf(steps))
    }
    void draw()
    return () => {
      closed = true
    }
  }, [steps])
  useEffect(
    () => () => {
      chart.current?.dispose()
      chart.current = undefined
    },
    [],
  )
  return <div ref={box} className="distribution-picture" aria-hidden="true" />
}

/** Less lies left in the lighter shade, more right in the darker one. */
function optionOf(steps: readonly (Step & { text: string })[]): object {
  const text = { color: colour('--second'), fontFamily: colour('--fonts') }
  return {
    animationDuration: 200,
    grid: { left: 8, right: 40, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colour('--line') } } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map((step) => step.text),
      axisLabel: text,
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        barWidth: '60%',
        label: { show: true, position: 'right', ...text },
        data: steps.map((step) => ({
          value: step.households,
          itemStyle: { color: colour(step.to !== null && step.to <= 0 ? '--series-2' : '--series-1') },
        })),
      },
    ],
  }
}
