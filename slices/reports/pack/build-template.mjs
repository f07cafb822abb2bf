// Writes round-report.docx and round-report.en.docx, the Word templates of the report: plain paragraphs and one table, with
// the places that are filled in braces. Run it after changing the text below: node slices/reports/pack/build-template.mjs
import { join } from 'node:path'
import { paragraph, run, writeTemplate } from '../../../platform/server/word/plain-template.mjs'

// A heading stays on the page of what it heads.
const heading = (text) => paragraph(text, { size: 30, bold: true, indent: false }).replace('<w:pPr>', '<w:pPr><w:keepNext/>')
const cell = (text, width, bold = false) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run(text, 22, bold)}</w:p></w:tc>`
const widths = [1650, 1600, 1200, 1500, 1250, 1800]
const row = (texts, bold) => `<w:tr>${bold ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${texts.map((text, place) => cell(text, widths[place], bold)).join('')}</w:tr>`
const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="4E5969"/>`).join('')
const table = (rows) =>
  `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${border}</w:tblBorders></w:tblPr>${rows.join('')}</w:tbl>`

writeTemplate(join(import.meta.dirname, 'round-report.docx'), [
  paragraph('{area}{name}情况报告', { size: 44, bold: true, centre: true }),
  paragraph('（{from}至{to}）', { centre: true }),
  heading('一、规模'),
  paragraph('截至{to}，建档困难家庭 {households} 户、{persons} 人，结成帮扶对子 {pairs} 对；参加帮扶单位 {units} 个，帮扶干部 {cadres} 人，社会各界帮扶人 {social} 人；涉及困难企业 {enterprises} 户。'),
  heading('二、走访与帮扶'),
  paragraph('本期走访 {visits} 次，走访到 {visited} 户。登记帮扶 {aidLines} 笔，资金 {cash} 元，物资折价 {goodsValue} 元（不计入资金）。未办结诉求 {requests} 件，其中超期 {requestsOverdue} 件。'),
  heading('三、分县（市、区）情况'),
  table([
    row(['县（市、区）', '建档户', '对子', '无责任人', '走访', '资金（元）'], true),
    row(['{#counties}{county}', '{households}', '{pairs}', '{unpaired}', '{visits}', '{cash}{/counties}'], false),
  ]),
  heading('四、还差什么'),
  paragraph('没有帮扶责任人 {unpaired} 户；过了走访周期没有走访 {notVisited} 户；符合低保条件但未纳入 {eligibleNotEnrolled} 户。'),
  paragraph('{missedNote}'),
  paragraph('{#missed}{head}（{place}）  {/missed}'),
])

writeTemplate(join(import.meta.dirname, 'round-report.en.docx'), [
  paragraph('{name}: report of {area}', { size: 40, bold: true, centre: true }),
  paragraph('{from} to {to}', { centre: true }),
  heading('1. Scale'),
  paragraph('On {to}: {households} registered households with {persons} persons in them, {pairs} pairs. {units} helper organisations, {cadres} cadres and {social} helpers from society take part; {enterprises} enterprises are in hardship.'),
  heading('2. Visits and aid'),
  paragraph('{visits} visits in this period, to {visited} households. {aidLines} lines of aid: {cash} yuan in cash, goods worth {goodsValue} yuan (not counted as cash). {requests} requests are not settled, {requestsOverdue} of them overdue.'),
  heading('3. By county'),
  table([
    row(['County', 'Households', 'Pairs', 'No lead helper', 'Visits', 'Cash (yuan)'], true),
    row(['{#counties}{county}', '{households}', '{pairs}', '{unpaired}', '{visits}', '{cash}{/counties}'], false),
  ]),
  heading('4. What is missing'),
  paragraph('{unpaired} households without a lead helper; {notVisited} households whose next visit is overdue; {eligibleNotEnrolled} households eligible for dibao and not enrolled.'),
  paragraph('{missedNote}'),
  paragraph('{#missed}{head} ({place})  {/missed}'),
])
