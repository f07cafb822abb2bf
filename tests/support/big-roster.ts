import { checkCharacter } from '../../core/identity-number.ts'
import { writeXlsx } from '../../platform/server/spreadsheets/write-xlsx.ts'

const headers = [
  '序号',
  '姓名',
  '性别',
  '身份证号',
  '困难类别',
  '致困原因',
  '家庭人口',
  '家庭年收入（元）',
  '是否低保',
  '家庭住址',
]

/** An invented worker of the last century, with an order code of 996 to 999. */
function worker(index: number): (string | number)[] {
  const born = new Date(Date.UTC(1950, 0, 1 + Math.floor(index / 4))).toISOString().slice(0, 10).replaceAll('-', '')
  const number = `231202${born}${996 + (index % 4)}`
  return [
    index + 1,
    `${'赵钱孙李周吴郑王'[index % 8]}${'明华国建文'[index % 5]}${'军英平'[index % 3]}`,
    index % 2 === 1 ? '男' : '女',
    number + checkCharacter(number),
    ['深度困难', '相对困难', '意外致困'][index % 3] as string,
    ['本人大病', '下岗失业', '子女上学'][index % 3] as string,
    1 + (index % 5),
    3_000 + (index % 90) * 100,
    index % 4 === 0 ? '是' : '否',
    `北林区人民街${1 + (index % 400)}号`,
  ]
}

/** A faultless roster of `rows` workers, nobody of them in a roster that starts elsewhere: `from` is the first of them. */
export async function bigRoster(rows: number, from = 0): Promise<Buffer> {
  const sheet = {
    name: '困难职工花名册',
    columns: headers.map((header) => ({ header })),
    rows: Array.from({ length: rows }, (_, index) => worker(from + index)),
  }
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([sheet])) pieces.push(piece)
  return Buffer.concat(pieces)
}
