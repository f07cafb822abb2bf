/** Words that end in whom they mean: 患者, 护理员, 牺牲职工, 遗属, 救助对象. */
const someone = /(?:[人者员生师属亲母妻夫偶童孤儿]|对象|职工|[子儿]女|[妻儿孩]子|家长|户主|[主班]任|书记|干部|领导)$/
const noOne = /^个人$|是否|几|多少|口人|有无|人[口数员]?数$|[种类]别|类型|出生|卫生|再生|本人$/

/** True for a word that means somebody: 领款人, 照料护理人. */
export const isSomeone = (word: string): boolean => someone.test(word) && !noOne.test(word) && word.length <= 12
