import type { MadeColumn } from './made-tables.ts'

/** Headings put together as offices do, apart from those that the reader lists: what else the same column is called. */
export const newHeadings: readonly MadeColumn[] = [
  {
    field: 'unit',
    headings:
      '所在企业名称 职工所在单位 所属单位名称 原所在单位 所属基层工会 基层单位 用工单位 服务单位 在职单位 工作单位及部门 所在公司 现工作单位 单位简称 下岗前单位 原企业'.split(
        ' ',
      ),
  },
  {
    field: 'name',
    headings:
      '困难对象姓名 救助对象 受助对象 帮扶职工姓名 困难户姓名 被帮扶人 被救助人姓名 享受对象姓名 贫困职工姓名 建档人员姓名 会员姓名 困难会员姓名 姓名（全称）'.split(
        ' ',
      ),
  },
  { field: 'sex', headings: '职工性别 性别（男/女） 本人性别'.split(' ') },
  { field: 'ethnicity', headings: '所属民族 职工民族 民族（全称）'.split(' ') },
  {
    field: 'id_number',
    headings:
      '居民身份证号码 身份证件号 证件号码（身份证） 身份证号（必填） 职工身份证号码 有效身份证号 二代身份证号 身份证明号码 身份证号码/社保号 身分证号码'.split(
        ' ',
      ),
  },
  { field: 'birth_date', headings: '出生时间 生日（公历） 出生日 本人出生日期 出生日期（年月日）'.split(' ') },
  {
    field: 'category',
    headings:
      '困难程度 职工困难类型 困难档次 困难性质 困难群体类别 建档类型 困难职工档次 帮扶等级 救助等级 认定类别 贫困程度 困难职工等次 认定等级'.split(
        ' ',
      ),
  },
  {
    field: 'cause',
    headings:
      '困难主要原因 造成困难的原因 致贫主要原因 致困主因 困难缘由 主要致贫因素 贫困主要原因 因何致困 致困情形 导致困难原因 生活困难原因 致困类别'.split(
        ' ',
      ),
  },
  {
    field: 'household_size',
    headings:
      '家庭成员（人） 家庭总人数（人） 户内人口 全家人数 家中人口 共同生活人口数 人口数量 家庭规模 同住人数 家人数 家庭常住人口 户人口'.split(
        ' ',
      ),
  },
  {
    field: 'annual_income_fen',
    headings:
      '家庭年可支配收入 家庭全年可支配收入 年家庭可支配收入 家庭年纯收入 全家年总收入 家庭收入（年） 上年家庭总收入 年度家庭收入 家庭收入合计（年） 年收入合计 家庭年收入额 全家全年收入'.split(
        ' ',
      ),
  },
  {
    field: 'rigid_expenditure_fen',
    headings:
      '刚性支出合计 年度刚性支出额 家庭年度刚性支出 必要刚性支出 必需支出 必需开支 刚性开支 必要开支 家庭必要性支出 刚性总支出 必须支出'.split(
        ' ',
      ),
  },
  {
    field: 'phone',
    headings: '职工手机 手机（电话） 移动电话号码 联络方式 通讯方式 联系号码 手机号码（11位） 本人手机号 电话号'.split(
      ' ',
    ),
  },
  {
    field: 'dibao',
    headings:
      '低保户（是/否） 是否享受低保金 有无低保 是否低保人员 是否领取低保 享受低保与否 城市低保 低保否 是否属低保户 最低生活保障（是/否）'.split(
        ' ',
      ),
  },
  {
    field: 'address',
    headings: '现家庭住址 家庭所在地 住处 实际居住地 居住地点 住房地址 家住何处 现住所 户口所在地地址 居所'.split(' '),
  },
  // None of these is a field of the record; each stands beside one that is.
  { field: null, headings: ['备注', '单位意见', '审核意见'] },
  { field: null, headings: ['健康状况', '婚姻状况', '文化程度', '政治面貌'] },
  { field: null, headings: ['帮扶责任人', '帮扶单位', '单位性质', '单位负责人'] },
  { field: null, headings: ['家庭月人均收入', '本人月平均收入', '家庭其他非薪资年收入', '月刚性支出'] },
  { field: null, headings: ['残疾人数', '劳动力人数', '在校学生数', '赡养人数'] },
  { field: null, headings: ['低保类别', '低保证号', '月低保金', '是否单亲'] },
]
