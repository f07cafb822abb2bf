/** Words that end in whom they mean: 患者, 护理员, 牺牲职工, 遗属, 救助对象, 社区民警, 楼栋长. */
const someone = new RegExp(
  `(?:${[
    '[人者员生师属亲母妻夫偶童孤儿]|对象|职工|[子儿]女|[妻儿孩]子|家长|户主|[主班]任|书记|干部|领导',
    '[民干辅交]警|警官|[法军]官|检察官|护士|人士|[护社义]工|支书|主席|经理|专干|师傅|司机|邻居|房东|雇主|包工头',
    '[组楼栋格厂校院村所站处科局镇乡会店队班股]长|祖父|爷爷|奶奶|姥[姥爷]|外[公婆]|哥哥|弟弟|姐姐|妹妹',
  ].join('|')})$`,
)
const noOne =
  /^[原现前]?(?:个|用|法)人$|[所隶归直附]属$|是否|几|多少|口人|有无|人[口数员]?数$|[种类]别|类型|出生|卫生|再生|本人$/

/** True for a word that means somebody: 领款人, 照料护理人. */
export const isSomeone = (word: string): boolean => someone.test(word) && !noOne.test(word) && word.length <= 12
