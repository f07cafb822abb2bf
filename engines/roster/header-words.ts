import { clean } from './characters.ts'
import type { Field, Kind } from './fields.ts'
import { headerCodes } from './header-codes.ts'
import { simplified } from './traditional.ts'

/**
 * What columns are called. `exact` are whole headings in falling preference, `pattern` finds others, `not` keeps out what
 * only looks alike. Headings are compared half-width, without spaces, stars, colons, brackets and units.
 */
type HeaderWords = { readonly exact: string; readonly pattern?: RegExp; readonly not?: RegExp }

/** Who keeps or looks after the person of the row, and that person's kin by number: 赡养人, 照料人, 寄养家庭, 成员1, 家庭成员A. */
export const carerOrKin =
  /(?<!被)(?:[赡抚扶]养(?:义务)?[人者]|照[料护顾看]|看护|护理人|[寄收送领代托]养(?:[人者]|家庭))|(?:成员|家属|亲属|子女|人口)(?:[\dA-Z甲乙丙丁]|[一二三四五六七八九十](?!代))/
const ofOnePerson: ReadonlySet<Field> = new Set([
  'name',
  'sex',
  'ethnicity',
  'id_number',
  'birth_date',
  'phone',
  'address',
  'unit',
  'relation_text',
])

/** True for a name, number or address that is the carer's or the numbered relative's, not the person's of the row. */
export const isOfCarerOrKin = (field: Field, key: string): boolean => ofOnePerson.has(field) && carerOrKin.test(key)

// 帮扶学生 and 结对儿童 are helped.
const helped = '(?!对象|职工|学生|儿童|孤儿|老人|困难|贫困|家庭|户)'
/** 帮扶干部 and 结对单位 help; 被帮扶人 is helped. */
export const helps = `(?<![被受])(?:帮扶|结对)${helped}`

const someoneElse = new RegExp(
  `${helps}|包保|责任人|负责人|领取|代领|监护|配偶|爱人|丈夫|妻子|家长|家属|父亲|母亲|子女|成员|联系人|经办|紧急|审核|填表|担保|开户`,
)

const shared: Partial<Record<Field, HeaderWords>> = {
  serial: { exact: '序号 编号 顺序号 序列 户序号 户号 行号 NO NO. 职工编号 档案编号 档案号' },
  name: {
    exact:
      '姓名 职工姓名 困难职工姓名 困难职工 帮扶对象姓名 帮扶对象 受助人姓名 受助人 受助职工姓名 申请人姓名 申请人 本人姓名 人员姓名 员工姓名 职工 名字 姓名全称 户主姓名 户主 家庭户主 困难家庭户主 困难户户主 困难户主 困难职工户主 家庭户主姓名 困难家庭户主姓名 困难户户主姓名 困难户主姓名 困难职工户主姓名 家庭成员姓名',
    pattern:
      /姓名|名字|^[被受]?(?:帮扶|帮困|救助|受助|资助|慰问|补助|救济|扶助|走访|探访|关爱|保障|享受|困难|特困|贫困|致困|建档|在档|认定|申报|申领|登记|申请).{0,3}(?:对象|职工|会员)(?:名称)?$|^(?:[被受].{2,3}|救助|受助|补助|救济|保障|享受|困难|特困|贫困|致困|在档|申报|申领|申请|受益|求助|参保)(?:职工)?人员?(?:名称)?$|^建档(?:职工)?人员(?:名称)?$|^(?:职工|对象|人员|会员)名称?$/,
    not: new RegExp(
      `户主|配偶|爱人|丈夫|妻|家属|子女|${helps}|(?<![被受])救助${helped}|干部|责任人|负责人|联系人|家长|监护|领取|代领|父|母|成员|开户|曾用|拼音|单位|企业|审核|填表`,
    ),
  },
  sex: { exact: '性别 男/女 男女 姓别', pattern: /性别/, not: someoneElse },
  ethnicity: { exact: '民族 族别 民族成分 所属民族', pattern: /民族/, not: someoneElse },
  id_number: {
    exact:
      '身份证号 身份证号码 公民身份号码 公民身份证号 公民身份证号码 居民身份证 居民身份证号 居民身份证号码 身份证件号码 身份证件号 证件号码 证件号 有效证件号码 身份证 身份号码 身份证编号 本人身份证号 职工身份证号 社会保障号码 社会保障号 ID',
    pattern: /身[份分][证証]|公民身份|身份号码|证件号/,
    not: new RegExp(
      `户主|残疾|低保|医保|(?<!/)社保|配偶|爱人|丈夫|妻|家长|家属|父|母|子女|${helps}|负责人|责任人|代领|监护|有效期|地址|住址|复印|照片|类型|是否`,
    ),
  },
  birth_date: {
    exact: '出生日期 出生年月日 出生年月 生日 出生时间 出生日 出生',
    pattern: /出生(?:年|日|时|$)|生日/,
    not: someoneElse,
  },
  phone: {
    exact:
      '手机号码 手机号 手机 联系电话 本人电话 联系手机 移动电话 电话号码 电话 联系方式 联系电话号码 本人联系电话 本人手机 本人联系方式 职工电话 职工联系电话 通讯电话 联络电话 手机电话 固定电话 住宅电话 其他联系方式',
    pattern: /电话|手机|^本人号码$|联[系络]人?(?:方式|号码|号)|通[讯信](?:方式|号码)/,
    not: new RegExp(
      `负责人|责任人|${helps}|监督|监护|紧急|邻居|社区|村[委组]|网格|干部|书记|主[任席]|领导|[处科股局厂村队校院班组会]长|经理|专[干员]|驻村|联络员|单位|企业|公司|学校|代领|推荐|介绍|经办|配偶|爱人|丈夫|妻子|家长|家属|父|母|子女|审核|填表|办公`,
    ),
  },
  address: {
    exact:
      '家庭住址 家庭地址 家庭详细住址 家庭详细地址 现住址 现居住地址 现居住地 现住地址 现住地 现房住址 现住房地址 住址 居住地址 居住地 详细住址 详细地址 地址 住所 家庭住所 家庭居住地址 通讯地址 通信地址 联系地址 常住地址 户籍地址 户籍所在地 户籍地 户口所在地 户口所在地行政区划 户口地址',
    pattern:
      /住址|地址|居住地|(?:户籍|户口|家庭)所在地|(?:常住|现住|居住)地|住[处所]|居所|家住|详址|住在(?:哪|何)|现居(?:地|所|处|$)|居住(?:位置|社区|村|处)|宅址|落脚(?:地|处)|(?:居住|所住)小区|小区(?:楼栋|名称)?及?(?:门牌|楼号)?$/,
    not: /单位|企业|公司|学校|银行|开户|经营|注册|邮箱|电子|工作|办公|配偶|爱人|家长|监护|父|母|子女|联系人|医院/,
  },
  unit: {
    exact:
      '工作单位 单位 所在单位 单位名称 工作单位名称 所在单位名称 原工作单位 原单位 所属单位 所属企业 所在企业 企业名称 企业 所属企业名称 单位全称 用人单位 就业单位 从业单位 工作单位全称 单位或学校 工会名称 所在工会',
    pattern:
      /(?:工作|所在|所属|就业|职工|用工|服务|在职|从业|原|现|下岗前)(?:单位|企业|公司)|(?:企业|单位|公司)(?:名称|简称|全称)|(?:所属|所在|基层|挂靠|归属|隶属|入会).{0,2}(?:工会|单位)|^.{1,6}(?:单位|企业)(?:全称|全名|名称|名)?$|^(?:单位|企业)全?名$|^(?:所在|所属|工作).{0,2}(?:厂矿|工厂|厂)$|^(?:工作)?单位[及和与]/,
    // What other bodies do for the person is not where the person works.
    not: /性质|类型|状况|代码|电话|地址|帮扶|结对|包[扶保联]|填[报表写]|制表|报送|开户|配偶|子女|职务|主管|上级|意见|负责|责任|救助|补助|发放|经办|承办|协办|实施|审[核批]|推荐|接收|就读|就诊|诊断|治疗|培训|派出|计量|金额|数量|联系|监督|评定|鉴定|认定|出具|盖章|属于|是否/,
  },
  category: {
    exact:
      '困难类别 困难类型 困难职工类别 困难职工类型 困难等级 困难程度 困难职工等级 困难分类 职工困难类别 困难家庭类别 困难职工分类 帮扶类别 保障类别 救助类别 对象类别 人员类别 家庭类别 贫困户属性 类别 建档类别 档案类别 困难户类别 困难级别',
    pattern:
      /(?:困难|贫困|特困).{0,4}(?:类别|类型|等级|程度|分类|级别|性质|档次|等次|层次|情形)|(?:帮扶|救助|认定|建档|保障).{0,2}(?:类别|类型|等级|档次|档别|级别)|困难.{0,4}(?:档别|分级|种类|标识)/,
    not: /残疾|次要|原因|致困|致贫|低保/,
  },
  cause: {
    exact:
      '致困原因 主要致困原因 致困主要原因 致困因素 主要致困因素 困难原因 主要困难原因 致贫原因 主要致贫原因 贫困原因 困难成因 致困类型 致困原因类别 原因 第一致困原因 主要原因 首要原因 次要致困原因',
    pattern:
      /致[困贫].{0,4}(?:因|原因|因素|缘由|情[形况]|类型|类别)|(?:困难|贫困).{0,4}(?:原因|成因|缘由|主因)|(?:困难|贫困).{0,2}(?:因素|根源|缘故)|因何(?:致|困)|(?:造成|导致).{0,4}(?:困难|贫困)/,
    not: /次要|其他|说明|具体|详细|单亲|离[婚异]|丧偶/,
  },
  household_size: {
    exact:
      '家庭人口 家庭人口数 家庭人数 家庭总人口 家庭总人口数 家庭总人数 家庭成员数 家庭成员人数 家庭人口总数 户籍人口 户籍人口数 共同生活人口 共同生活人数 共同生活家庭成员人数 人口数 人口 人数 全家人口 供养人口 家庭成员总数 家庭成员数量 保障人口 保障人口数 享受人数',
    pattern:
      /(?:家庭|家中|家里|全家|户内|共同生活|同住|在册|常住|^户|^家).{0,4}人[口数]|家庭(?:成员|人员).{0,2}数|^人口(?:数量|总数|规模)|家庭.{0,2}规模|家人数|^(?:在籍|户籍|供养).{0,2}人[口数]|几口人|多少(?:口人|人口)|(?:本户|全户).{0,2}人[口数]|^(?:家庭|全家)口数$|(?:家庭|家里|家中|全家).{0,3}几[人口]|^(?:家|户|全家)?口数?$/,
    not: /收入|劳动|就业|失业|残疾|患病|在[读校]|上学|保障|享受|人均|低保|救助|赡养|抚养|姓名|序|编号|排行|第几/,
  },
  annual_income_fen: {
    exact:
      '家庭年度总收入 家庭年总收入 家庭年收入 年家庭总收入 家庭全年总收入 家庭全年收入 年家庭收入 全年家庭收入 全年家庭总收入 家庭上年总收入 家庭上年度总收入 家庭上年收入 上年度家庭总收入 上年家庭总收入 家庭年度收入 家庭收入总额 家庭年可支配收入 家庭可支配收入 家庭年度可支配收入 年可支配收入 家庭年纯收入 年度总收入 年总收入 年收入 全年收入 全年总收入 年度收入 家庭总收入 家庭收入 总收入',
    pattern:
      /(?:家庭|全家).{0,6}年.{0,4}收入|年.{0,2}(?:家庭|全家).{0,5}收入|家庭.{0,3}收入.{0,3}年|家庭.{0,3}收入(?:合计|总计|总额)|(?:家庭|全家).{0,3}年.{0,3}所得|(?:家庭|全家).{0,6}(?:12|十二)个?月.{0,4}收入|(?:12|十二)个?月.{0,2}(?:家庭|全家).{0,4}收入|^年.{0,3}收入(?:合计|总计|总额|金额|额)/,
    // The sum of twelve months is that of a year; that of any other month is not.
    not: /(?<!(?:12|十二)个?)月|人均|其他|其它|非薪资|非工资|本人|配偶|来源|工资性|经营性|财产性|转移性/,
  },
  rigid_expenditure_fen: {
    exact:
      '刚性支出 家庭刚性支出 刚性支出总额 家庭年刚性支出 年刚性支出 家庭刚性支出总额 全年刚性支出 年度刚性支出 家庭必要支出 必要支出 刚性支出金额 刚性费用 必要支出总额 家庭年刚性支出总额 刚支 自付医疗费 医疗自付费用',
    pattern:
      /(?:刚性|必要|必需|必须|必不可少|不可避免|刚需|硬性|不可少|不能少).{0,4}(?:支出|开支|费用|花费|花销|消费|支付)/,
    not: /月|人均|类型|说明|原因|项目|明细/,
  },
  dibao: {
    exact:
      '是否低保 是否低保户 是否享受低保 享受低保 低保 是否为低保 是否为低保户 是否低保家庭 是否为低保家庭 是否低保对象 低保情况 是否享有低保 低保户 是否纳入低保 是否在保 是否享受最低生活保障 低保状态 是否享受低保待遇 是否低保职工 享受低保情况 是否城市低保 低保与否',
    pattern:
      /(?:是否|是不是|有无|享受|纳入|属).{0,5}(?:低保|最低生活保障)|低保(?:户|家庭|对象|人员)?[与或]?否$|^(?:城[市乡镇]|农村)?(?:低保|最低生活保障)(?:对象|家庭|人员|户|标[识志])?$|^在保[与或]否$/,
    not: /金额|证|(?<!是否.{0,9})金$|时间|编号|边缘|起|标准|姓名|数$/,
  },
}

const helperWords: Partial<Record<Field, HeaderWords>> = {
  serial: shared.serial as HeaderWords,
  name: {
    exact:
      '帮扶责任人 帮扶责任人姓名 帮扶干部 帮扶干部姓名 帮扶人 帮扶人姓名 结对干部 结对干部姓名 结对帮扶人 结对帮扶干部 包保干部 包保干部姓名 包保责任人 包联干部 包扶干部 联系人 干部姓名 责任人 责任人姓名 联系干部 帮扶人员 帮扶人员姓名 帮扶联系人 干部 姓名 人员姓名',
    pattern:
      /(?:帮扶|结对|包保|包联|包扶|包户|联户|驻村|联系|责任).{0,4}(?:干部|责任人|党员|志愿者|领导|人员|人|[队组专指联]员|联络员|指导员|帮扶员|书记|队长)(?:姓名|名称)?$|姓名|^干部(?:姓名|名称)$/,
    not: /对象|职工|户主|受助|贫困|困难|(?<!联系|包保|包联|包扶)领导|电话|单位/,
  },
  unit: {
    exact:
      '帮扶单位 工作单位 单位 所在单位 单位名称 结对单位 结对帮扶单位 包扶单位 包保单位 包联单位 帮扶单位名称 所属单位 干部所在单位 工作单位名称 所在单位名称 部门 所在部门 单位部门 派出单位 任职单位',
    pattern: /单位|(?:帮扶|任职|派出|所属|所在)(?:部门|机关)/,
    not: /职务|性质|代码|电话|地址|受助|困难/,
  },
  post: {
    exact:
      '职务 职级 职务职级 职务/职级 职务或职级 现任职务 单位及职务 行政职务 党政职务 岗位 职称 任职 身份 职别 头衔 级别 任何职 何职',
    pattern: /职[务级位]|行政级别|任何?职/,
  },
  phone: {
    ...(shared.phone as HeaderWords),
    // On a list of helpers the phone of whoever is in charge is the helper's.
    not: /监督|紧急|配偶|子女|审核|填表|受助|困难|贫困|对象|户主|单位/,
  },
  county: {
    exact:
      '所在县 所在县区 所在县市区 所在区县 所属县区 所属区县 所属县 所属县市区 县区 区县 县市区 县 县名 县别 县区名称 所在区 帮扶县区 帮扶区县 帮扶县 服务县区 服务区县 派驻县区 所在地区 所在地 地区 区域 所属区域 所属地区 所在区域 行政区划 行政区 所属行政区 县级区划 区划 辖区 属地',
    pattern:
      /(?:所在|所属|帮扶|服务|派驻|负责|联系|挂钩|对口|结对|包[保联扶]).{0,3}[县区]|区划|^县.{0,3}区|^县份|所[属在]地|^.{0,6}(?:县|县[市区]|[市区]县|县市区)(?:名称|名)?$/,
    not: /单位|街道|乡|镇|社区|村|电话/,
  },
  skill: {
    exact:
      '特长 专长 技能 专业特长 业务专长 帮扶特长 个人特长 擅长 擅长领域 专业 业务特长 技术特长 特长领域 帮扶专长 技能特长 特长技能 专业技能',
    pattern: /特长|专长|擅长|专业方向|技能|强项|本领|拿手|^(?:个人|资源)?优势$|(?:帮扶|业务|服务)方向/,
  },
  capacity: {
    exact:
      '可帮扶户数 可帮户数 帮扶户数 帮扶能力 可承担户数 可结对户数 能帮扶户数 计划帮扶户数 拟帮扶户数 承担户数 最多帮扶户数 可帮扶数 可帮扶家庭数 帮扶上限 户数 可帮扶户 可帮几户 帮扶数量 结对户数 结对数 包保户数 包户数 可包户数 可联系户数 可认领户数 名额 户数上限 结对容量 承接户数',
    pattern: /户数|(?:可|能|拟|最多|计划).{0,4}(?:户|数)|(?:帮扶|结对).{0,2}(?:名额|容量|上限)/,
    not: /已|现|姓名/,
  },
}

const familyWords: Partial<Record<Field, HeaderWords>> = {
  ...shared,
  head_name: {
    exact:
      '户主姓名 户主 家庭户主 户主名字 低保户主姓名 低保户主 户主名 申请人姓名 申请人 家长姓名 保障户主 持证人 持证人姓名',
    pattern: /(?:户主|申请人|持证人).{0,2}(?:姓名|名称)|户主$|^主申请人|^(?:家庭|户)?代表人?(?:姓名)?$/,
  },
  head_id_number: {
    exact:
      '户主身份证号 户主身份证号码 户主公民身份号码 户主证件号码 户主身份证 户主证件号 申请人身份证号 申请人身份证号码',
    pattern: /(?:户主|申请人).{0,4}(?:身份|证件)/,
  },
  name: {
    exact:
      '家庭成员姓名 成员姓名 家庭成员 家庭人员姓名 保障对象姓名 保障人员姓名 低保对象姓名 低保人员姓名 共同生活家庭成员姓名 享受人员姓名 人员姓名 成员 对象姓名 姓名',
    pattern:
      /(?:成员|人员|对象).{0,3}姓名|姓名|^(?:保障|低保|享受|救助|在保|共同生活)?.{0,2}(?:成员|人员|对象)(?:名称)?$/,
    not: /户主|申请人|持证人|帮扶|责任人|负责人|联系人|监护|领取|代领|开户|审核|填表/,
  },
  relation_text: {
    exact:
      '与户主关系 关系 与户主的关系 与户主之关系 同户主关系 家庭关系 称谓 与申请人关系 与申请人的关系 成员关系 与家长关系 户主关系 与户主家庭关系 家庭成员关系 与低保户主关系 与持证人关系',
    pattern: /(?:与|同).{0,5}关系|家庭关系|称谓/,
    // 与残疾人关系 and 与儿童关系 say how the guardian or carer stands to the one person of the row: no family in that.
    not: /监护|代领|领取|[赡抚扶]养|照[料护顾看]|看护|护理|残疾|儿童|孤儿|供养|优抚/,
  },
  certificate_number: {
    exact:
      '低保证号 低保证编号 低保证号码 低保证件号 低保编号 保障证号 低保号 低保证 保障证编号 救助证号 最低生活保障证号 城市低保证号 低保金领取证号 家庭编号 户编号 档案编号',
    pattern: /(?:低保|保障|救助).{0,4}(?:证|编|号)|^证书编?号$/,
    not: /身份|残疾|公民|户数|电话|手机|联系|账|银行|卡号/,
  },
  household_size: { ...(shared.household_size as HeaderWords) },
  benefit_persons: {
    exact:
      '保障人口数 保障人口 保障人数 享受人数 享受人口 享受人口数 享受低保人数 低保人口 低保人数 保障对象人数 在保人数 在保人口 保障人员数 享受保障人数 低保人口数 救助人数',
    pattern: /(?:保障|享受|低保|在保).{0,4}人[口数]/,
    not: /类别|姓名/,
  },
  monthly_benefit_fen: {
    exact:
      '月保障金额 月保障金 月保障额 月低保金 月低保金额 月补助金额 月补助金 月发放金额 月救助金额 每月保障金额 保障金额 低保金额 低保金 月享受金额 月享受低保金额 家庭月保障金 家庭月保障金额 户月保障金额 月救助金 月补差金额 补差金额 月领取金额 月核定金额 月应发金额 月金额 享受金额 救助金额 发放金额 补助金额 保障金 救助金 每月金额 金额 月保障标准 月补助标准 月救助标准 户月补助标准 户月保障标准 保障标准 补助标准',
    pattern:
      /月.{0,4}(?:保障|低保|补助|救助|补差|发放).{0,2}[金额]|^(?:每|户)?月(?:保障|补差|补助|救助)$|(?:保障|低保)金额?/,
    not: /标准|累计|人均|年|扣/,
  },
  address: { ...(shared.address as HeaderWords), pattern: /住址|地址|居住地|所在地|住所/ },
}

const organisationWords: Partial<Record<Field, HeaderWords>> = {
  serial: shared.serial as HeaderWords,
  organisation_name: {
    exact:
      '单位名称 企业名称 机构名称 组织名称 单位全称 企业全称 帮扶单位名称 帮扶单位 工会名称 学校名称 医院名称 社区名称 党支部名称 帮扶中心名称 公司名称 单位 企业 机构 工会 公司 名称 全称',
    pattern: /(?:单位|企业|机构|组织|工会|公司|学校|医院|社区|支部|中心)(?:全称|名称)/,
    not: /上级|主管|隶属|所属|开户|曾用|英文/,
  },
  organisation_kind: {
    exact:
      '单位类型 单位性质 单位类别 机构类型 机构性质 机构类别 组织类型 组织类别 单位属性 单位种类 企业性质 企业类型 企业类别 类型 类别 性质',
    pattern: /(?:单位|机构|组织)(?:类型|性质|类别|属性)/,
    not: /上级|主管/,
  },
  enterprise_state: {
    exact:
      '企业状况 企业状态 经营状况 企业经营状况 生产经营状况 经营状态 企业经营状态 生产经营状态 企业生产经营状况 企业现状 单位状况 单位状态 登记状态 存续状态 状况 状态',
    pattern: /(?:企业|经营|单位).{0,2}(?:状况|状态)/,
    not: /人员|职工|说明|收入/,
  },
  parent_name: {
    exact:
      '上级单位 上级单位名称 主管单位 主管单位名称 主管部门 上级主管单位 上级主管部门 上级部门 上级组织 上级工会 上级工会名称 上级党组织 上级党委 所属上级 上级机构 隶属单位 隶属 主管局 上级',
    pattern: /(?:上级|主管|隶属).{0,4}(?:单位|部门|组织|机构|工会|党委)/,
    not: /电话|手机|联系|负责人|领导|代码|意见|时间|地区/,
  },
  county: helperWords.county as HeaderWords,
  sector: {
    exact: '所属系统 系统 归口系统 所属条线 条线 所属行业系统 归口管理系统 所属行业 行业系统 行业',
    pattern: /(?:所属|归口).{0,2}(?:系统|条线)/,
  },
  credit_code: {
    exact: '统一社会信用代码 社会信用代码 统一信用代码 信用代码 统一社会信用代码证号 统一代码 机构代码',
    pattern: /信用代码/,
    not: /上级|主管|法人/,
  },
  responsible_person: {
    exact:
      '负责人 负责人姓名 单位负责人 主要负责人 企业负责人 法定代表人 法定代表人姓名 法人代表 法人代表姓名 法人 法人姓名 单位法人 法人代表人 单位负责人姓名 主要负责人姓名 工会主席 书记 联系人 联系人姓名 单位联系人',
    pattern: /(?:负责人|代表人|法人|联系人)(?:姓名)?$/,
    not: /上级|主管/,
  },
  phone: {
    exact:
      '联系电话 负责人电话 负责人联系电话 单位电话 电话 手机 手机号 手机号码 联系方式 办公电话 电话号码 联系人电话 联系人联系电话 负责人手机 负责人手机号 负责人联系方式 法定代表人电话 法人电话 单位联系电话 固定电话',
    pattern: /电话|手机|联系方式/,
    not: /传真|上级|主管|监督/,
  },
}

const wordsOf: Record<Kind, Partial<Record<Field, HeaderWords>>> = {
  hardship_worker: shared,
  household_members: familyWords,
  helper: helperWords,
  organisation: organisationWords,
}

/** Known headings that are none of the fields: never guessed from what stands below them. */
const others =
  /备注|说明|^其[他它]$|签[字名]|手印|帮扶|结对|包保|联系人|责任人|负责人|学历|文化程度|政治面貌|婚姻|健康|残疾|医保|社保|养老|住房|房屋|面积|银行|账号|卡号|开户|邮编|邮政|行业|工种|工龄|时间|日期|措施|目标|需求|诉求|数量|金额|标准|次数|年龄|年齢|劳模|党员|代码|性质|状况|状态|方式/

type Lookup = { readonly exact: ReadonlyMap<string, number>; readonly words: HeaderWords }
const lookupOf = (field: Field, words: HeaderWords): Lookup => ({
  exact: new Map([
    ...words.exact.split(' ').map((word, index) => [word, index] as const),
    ...(headerCodes[field]?.split(' ') ?? []).map((word) => [word, 0] as const),
  ]),
  words,
})
const lookupsOf = (kind: Kind): ReadonlyMap<Field, Lookup> =>
  new Map(Object.entries(wordsOf[kind]).map(([field, words]) => [field as Field, lookupOf(field as Field, words)]))
// Lists of people. Headings of organisations are told apart from these, so that they never change how people are read.
const kinds = ['hardship_worker', 'household_members', 'helper'] as const
const lookups: Record<Kind, ReadonlyMap<Field, Lookup>> = {
  hardship_worker: lookupsOf('hardship_worker'),
  household_members: lookupsOf('household_members'),
  helper: lookupsOf('helper'),
  organisation: lookupsOf('organisation'),
}

/** A heading as it is compared. */
export function headingKey(text: string): string {
  const compact = simplified(clean(text).replace(/_x000d_/gi, ' '))
    // 1、姓名, (2)姓名, 三、姓名, ④姓名; 12个月收入 and 18位号码 are no numbering.
    .replace(
      /^\s*(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.]|\d{1,2}(?=[姓性民身出家联工困致刚是低序住手电单]))\s*(?=\D)/,
      '',
    )
    .replace(/[\s*:：、·_]/g, '')
    .toUpperCase()
    // 致困原因：1因病 2因残 3因学 is called by what stands before its legend.
    .replace(/^([\u4e00-\u9fff]{2,10})\(?1[.=-]?[\u4e00-\u9fff].*2[.=-]?[\u4e00-\u9fff].*$/, '$1')
  const bare = compact.replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕/g, '')
  const plain = (bare === '' ? compact.replace(/[()[\]【】]/g, '') : bare).replace(/[()[\]【】]/g, '')
  const unnumbered = plain
    .replace(/^\d{1,2}[.]/, '')
    .replace(/(?<=.)[,/]?(?:单位)?(?:[百千万]?元)(?:\/[人户]?[年月])?$/, '')
  const counted = /[(（](?:单位:?)?(?:人[口数]?|[口个名])[)）]$/.test(compact) && /(?:家庭|成员)$/.test(unnumbered)
  // 家庭成员（人） counts the members, 家庭成员 names one.
  if (counted) return `${unnumbered}数`
  if (/[(（]户[)）]$/.test(compact) && /帮扶|认领|结对|包保|承担|联系/.test(unnumbered)) return `${unnumbered}户数`
  return unnumbered === '' ? plain : unnumbered
}

/** How surely a heading names a field, 0 to 1: whole headings 1 and a little less by preference, likenesses 0.8. */
export function headingScore(kind: Kind, field: Field, key: string): number {
  const lookup = lookups[kind].get(field)
  if (!lookup || key === '') return 0
  const place = lookup.exact.get(key)
  if (place !== undefined) return 1 - place * 0.004
  const { pattern, not } = lookup.words
  if (isOfCarerOrKin(field, key)) return 0
  return pattern?.test(key) && !not?.test(key) ? 0.75 : 0
}

/** True when a heading speaks of something that only looks like the field. */
export const excludesField = (kind: Kind, field: Field, key: string): boolean =>
  isOfCarerOrKin(field, key) || (lookups[kind].get(field)?.words.not?.test(key) ?? false)

/** True for a heading that some kind of list knows as a whole; this is how header rows are told from data. */
export const isKnownHeading = (key: string): boolean =>
  knownHeadings.has(key) || (key.length <= 10 && others.test(key) && !/\d/.test(key))

/** True when some field of a list of people goes by exactly this heading. */
export const isWholeHeading = (key: string): boolean => knownHeadings.has(key)

export const isOtherHeading = (key: string): boolean => others.test(key)

const knownHeadings = new Set(
  kinds.flatMap((kind) => [...lookups[kind].values()].flatMap(({ exact }) => [...exact.keys()])),
)

/** The field of an organisation that goes by this heading, whole or nearly. */
export function organisationField(key: string): Field | undefined {
  let [found, best] = [undefined as Field | undefined, 0]
  for (const field of lookups.organisation.keys()) {
    const score = headingScore('organisation', field, key)
    if (score > best) [found, best] = [field, score]
  }
  return found
}

/** True when some field of a list of people goes by this heading, whole or nearly. */
export const namesField = (key: string): boolean =>
  knownHeadings.has(key) ||
  (key.length <= 14 &&
    kinds.some((kind) => [...lookups[kind].keys()].some((field) => headingScore(kind, field, key) > 0)))
