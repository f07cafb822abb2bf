export const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
export const given = [...'明华国建文军英平芳伟秀敏静丽强磊洋勇艳杰娟涛超兰霞桂玉春红海']

/** 18,000 names, so that a whole name is rare and a surname is not. */
export const nameOf = (index: number): string =>
  `${surnames[index % 20]}${given[Math.floor(index / 20) % 30]}${given[Math.floor(index / 600) % 30]}`
