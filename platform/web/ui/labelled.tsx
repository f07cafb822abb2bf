import { type ReactNode, useId } from 'react'
import './labelled.css'

type LabelledProps = { label: string; help?: string; children: (id: string) => ReactNode }

/** A control of a dialog or of a strip under its name; `children` is given the id that joins the two. */
export function Labelled({ label, help, children }: LabelledProps) {
  const id = useId()
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help && <small className="second">{help}</small>}
    </div>
  )
}
