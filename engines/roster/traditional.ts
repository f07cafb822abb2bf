// Traditional characters of the words that headings and code lists are made of, each before its simplified form. Names and
// addresses are never changed.
const pairs =
  '別别號号證证碼码齡龄電电話话聯联絡络機机單单業业廠厂職职務务級级類类難难貧贫幫帮結结對对責责員员戶户係系關关與与親亲屬属現现詳详細细區区縣县鄉乡鎮镇組组備备註注說说補补貼贴額额標标準准總总計计個个數数領领發发銀银賬账帳账開开醫医療疗殘残學学災灾無无勞劳動动崗岗養养傷伤時时間间歲岁實实負负審审簽签蓋盖錄录訪访問问剛刚銷销費费萬万億亿農农險险參参經经濟济營营狀状況况長长孫孙爺爷婦妇兒儿為为離离異异漢汉滿满維维爾尔壯壮鮮鲜錫锡達达東东烏乌羅罗溫温獨独龍龙倫伦門门瑤瑶納纳慮虑導导報报編编稱称場场點点執执產产創创業业設设際际適适險险檔档'
const simple = new Map<string, string>()
for (let index = 0; index < pairs.length; index += 2) simple.set(pairs.charAt(index), pairs.charAt(index + 1))
const traditional = new RegExp(`[${[...simple.keys()].join('')}]`, 'g')

/** A heading or a word of a code list in simplified characters: 身份證號碼 is 身份证号码. */
export const simplified = (text: string): string =>
  text.search(traditional) < 0 ? text : text.replace(traditional, (character) => simple.get(character) ?? character)
