/** Headings about somebody else than the person the row is about: the helper, the spouse, whoever collects the money. */
export const otherPerson =
  /(?<!被)帮扶(?!对象|职工)|结对(?!对象|职工)|包保|包联|责任人|负责人|监护|配偶|爱人|丈夫|妻子|家长|家属|父亲|母亲|子女|代领|领取|联系人|经办/
/** The same on a list of helpers, where the person helped is somebody else. */
export const subject = /对象|困难职工|受助|户主|职工信息/
