/**
 * Bodies of the Belarusian state in English, Belarusian, Russian and its neighbours' languages, a line each: beginnings
 * of words that follow one another in the name, small words left out. `=word` is that word alone, `*` any.
 */
export const bodyNames = `
  state securit committee
  state securit belarus
  belarus state securit
  дзяржаўн бяспек
  государственн безопасн
  госбезопасн
  дзяржбяспек
  investigat committee
  следчы камітэт
  следственн комитет
  следственн управлен
  prosecutor office
  prosecutor general
  general prosecutor
  council minister
  cabinet minister
  савет міністр
  совет министр
  supreme court
  вярхоўны суд
  верховный суд
  constitutional court
  канстытуцыйны суд
  конституционный суд
  national assembly belarus
  national assembly republic
  нацыянальны сход
  национальн собран
  house representatives
  палат прадстаўнік
  палат представител
  council republic
  савет рэспублік
  совет республики
  administration president
  presiden administration
  адміністрац прэзід
  администрац президент
  president belarus
  president republic
  прэзідэнт беларус
  президент беларус
  прэзідэнт рэспублік
  президент республик
  central election commis
  central commis election
  цэнтральн выбар камісі
  центральн избирательн комисси
  цэнтральн камісі выбар
  центральн комисси выбор
  цэнтрвыбаркам
  центризбирком
  state control committee
  камітэт дзяржаўн кантрол
  комитет государственн контрол
  border committee
  памежны камітэт
  пограничн комитет
  customs committee
  мытны камітэт
  таможенн комитет
  department corrections
  дэпартамент выканання пакаранн
  департамент исполнен наказан
  government belarus
  government republic
  урад беларус
  урад рэспублік
  правительств беларус
  правительств республик
  security council belarus
  security council republic
  савет бяспекі
  совет безопасности
  armed forces
  узброеныя сілы
  вооружен сил
  internal troops
  унутраныя войскі
  внутренн войск
  national bank belarus
  national bank republic
  нацыянальн банк рэспублік
  национальн банк республик
  выканаўчы камітэт
  исполнительный комитет
  executive committee
  народны сход
  народное собран
  people assembly
  committee state securit
  state securit agency
  state securit service
  state securit department
  federal securit service
  федеральн служб безопасн
  генеральн прокурор
  генеральн пракурор
  прокурор * област
  прокурор * район
  прокурор республик
  прокурор город
  пракурор * вобласц
  пракурор * раён
  пракурор рэспублік
  combat organized crime
  combat organised crime
  борьб организован преступн
  барацьб арганізаван злачынн
  борьб коррупц департамент
  operations analysis
  operational analytic
  оперативно аналитич
  аператыўна аналіт
  department financial investigat
  финансов расследован
  фінансав расслед
  финансов полици
  financial police
  следственн изолятор
  следч ізалятар
  исправительн колони
  исправительн учрежден
  папраўч калон
  penal colony
  correctional colony
  center isolation offenders
  центр изоляц правонарушит
  цэнтр ізаляц правапаруш
  изолятор временн содержан
  republican youth union
  республиканск союз молодеж
  рэспубліканск саюз моладз
  =белая русь
  =belaya rus
  =biełaja ruś
  федерац профсоюз беларус
  федэрац прафсаюз беларус
  белорусск федерац профсоюз
  беларуск федэрац прафсаюз
  federation trade unions belarus
  belarus federation trade union
  =белта
  =belta
  белтелерадио
  белтэлерадыё
  belteleradio
  телерадиокомпан республик
  тэлерадыёкампан рэспублік
  столичн телевиден
  сталічн тэлебачан
  беларус сегодня
  national center legal information
  national centre legal information
  национальн центр правов информац
  нацыянальн цэнтр прававой інфармац
  государственн пограничн
  дзяржаўн пагранічн
  =суд * район
  =суд * раён
  районн суд
  раённ суд
  областн суд
  абласн суд
  городск суд
  гарадск суд
  court * district
  district court
  администрац лукашенк
  адміністрац лукашэнк
  lukashenko administration
  administration lukashenk
  налогов инспекц
  падатков інспекц
  belarus president
  беларус президент
  беларус прэзідэнт
  militar commissariat
  внутренн дел
  унутран спраў
  internal affairs department
  department internal affairs
  bezpieczeństw państwow
  komitet śledcz
  administracj prezyden
  prezydent białorus
  prezydent republik
  sąd najwyżs
  valstybės saugum
  tyrim komitet
  prezident administracij
  baltarus prezident
  державн безпек
  слідч комітет
  президент білорус
  президент республік
  внутрішн справ
  staatssicherheits
  komitee staatssicherheit
  präsident belarus
  präsident republik
`

/** What such a body's name has inside one word: Мингорисполком, Генпрокуратура. */
export const insideWords = `
  исполком выканкам ispolkom vykankam прокуратур пракуратур prokuratur procurac госбезопасн дзяржбяспек нацбанк
  следком погранкомитет погранкамітэт погранвойск госкомитет дзяржкамітэт госконтрол дзяржкантрол госстандарт
  горсовет облсовет райсовет военкомат ваенкамат совмин саўмін горсуд облсуд райсуд
  минюст мінюст миноборон мінабарон минобразован мінадукац минздрав мінздароў минкульт мінкульт мининформ мінінфарм
  staatsanwaltschaft präsidialverwaltung justizminister innenminister außenminister verteidigungsminister
  минфин мінфін минтруд минэконом мінэканом минприрод минтранс мінтранс минсельхоз минсвяз минспорт мінспорт
`

/** What a ministry, or a minister, is of. */
export const departments = `
  justice internal interior foreign defen information education health culture financ economy labor labour agricultur
  sport emergenc taxes transport energy industry trade natural communications
  юстиц внутренн иностранн оборон информац образован здравоохран культур финанс эконом труд сельск спорт чрезвычайн
  налог транспорт энергетик промышлен торговл природн связи архитектур
  юстыц унутран замежн абарон інфармац адукац ахов фінанс эканом працы сельск надзвычайн падатк энергетык прамыслов
  гандл прырод сувязі
  sprawiedl wewnętrzn zagranicz obron teisingum vidaus užsienio
`

/** Words that are a body of the state where nothing but a place, a number or an office stands beside them. */
export const wholeNames = `
  police полици паліцы милици міліцы milits milici
  embass посольств пасольств амбасад ambasad botschaft consulat консульств
  government правительств =урад =rząd =regierung vyriausyb уряд кремл крэмл kremlin
  лукашенк лукашэнк lukashenk łukaszenk
  акрестин акрэсцін окрестин okrestin akrestin akrescin
  тюрьм турм prison
  парламент parliament
`

/** What may stand beside them. */
export const besideThem = `
  department directorate office main city region district republic general state central =no =nr =the
  управлен отдел главн город област район республик генеральн государств центральн
  упраўлен аддзел галоўн горад вобласц раён рэспублік генеральн дзяржаўн цэнтральн
  администрац адміністрац александр аляксандр alexander aliaksandr aleksandr президент прэзідэнт president
  слава жыве
  минск мінск minsk брест brest брэст гомел gomel homel гродн hrodn grodn витебск віцебск vitebsk viciebsk
  могилев магілёў mogilev mahil
`

/** Acronyms that count anywhere as capital letters; a whole name also in small ones, and with signs between. */
export const acronyms = `
  КГБ КДБ KGB KDB МВД МУС MVD МВС МИД МЗС ГУБОП GUBOP ГУБОПиК ГУБАЗіК ГУБОПИК ГУБАЗІК GUBOPiK GUBOPIK ОМОН АМАП OMON АМОН ЦИК ЦВК
  КГК ОАЦ ДФР ДИН РОВД РУУС РУВД УВД ГУВД ГУУС ЦИП СИЗО SIZO ИВС БРСМ BRSM ФПБ ФСБ FSB МЧС БТРК ГТК ГПК
`

/** Acronyms that others have too: of the whole name alone, with a place or none. */
export const wholeAcronyms = 'MIA MFA ОНТ ONT СТВ STV CTV ВНС ГАИ ДАІ SSC'
