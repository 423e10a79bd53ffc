/**
 * - `place`: a country, or what stands for one.
 * - `subject`: what an organisation is for, or of whom.
 * - `rare`: the same, of few organisations in a country.
 * - `common`: the same, of a great many.
 * - `kind`: what it is: a committee, a centre.
 * - `shade`: what is added to any name without making it another organisation's by itself.
 * - `none`: says nothing.
 */
export type ConceptKind = 'place' | 'subject' | 'rare' | 'common' | 'kind' | 'shade' | 'none'
/**
 * Words that many organisations share, by what they mean: the name of one organisation in English, Belarusian, Russian,
 * Polish, Lithuanian and Ukrainian is the same set of these; a founder's also in German, French, Spanish, Greek,
 * Georgian, Armenian, some of it in Italian, Czech, Swedish, Latvian. Verb, noun and imperative of one root are one.
 * A stem stands for all words that begin with it, `=word` for that word alone; the longest that fits counts.
 */
export const conceptTable: Readonly<Record<ConceptKind, string>> = {
  place: `
    belarus: belarus belorus bielarus bielorus bialorus bilorus biełarus baltarus weissruss valgeven vitryss λευκορωσ =bel =rb
      baltkriev hviderus hvitrus valkoven բելառուս բելարուս ბელარუს
      беларус белорус білорус =бел =рб minsk мінск минск miensk
      bielorrus bieloruss
    lithuania: lithuan lietuv litauen litev літоў літв литов литв =літ
    poland: poland polish polsk polish польск польш польшч lenkij
    ukraine: ukrain украин україн украін
    russia: russia =rus росси расій расе російс rosij rosyj
    latvia: latvi latvij латв łotw latyš =riga =riha рыга рига
    estonia: estoni eesti эстон эстонс
    norway: norway norweg norsk norveg норвеж норвег нарвеж нарвег
    sweden: sweden swedish svensk швед швец
    finland: finland finnish suom финлянд финск фінск
    denmark: denmark danish dansk датск
    germany: german deutsch герман нямец немец niemiec vokiet
    netherlands: netherland dutch holland нидерланд нідэрланд holend
    czechia: czech česk чеш чэш čekij
    slovakia: slovak словак
    bulgaria: bulgar болгар балгар
    hungary: hungar magyar венгр
    romania: romania румын
    serbia: serbia serb серб
    montenegro: montenegr
    croatia: croat хорват
    bosnia: bosni босн
    albania: albani албан
    kosovo: kosov косов
    macedonia: macedon македон
    greece: greece greek hellen грец греч
    turkey: turkey turkish турец турц
    moldova: moldov молдов малдов
    georgia: georgia грузи груз gruz
    armenia: armenia армен армян
    azerbaijan: azerbaij азербай
    kazakhstan: kazakh казах
    kyrgyzstan: kyrgyz кыргыз киргиз
    tajikistan: tajik таджик
    uzbekistan: uzbek узбек
    austria: austria австри аўстры
    switzerland: switz swiss швейц
    france: france french франц
    italy: italy italian итал
    spain: spain spanish испан
    portugal: portug
    britain: britain british =uk england english scotland scottish ireland irish брытан британ
    america: america american =usa =us америк амерык
    canada: canad канад
    israel: israel израил
    europe: europe euro еўрап европ європ europ
    baltic: baltic балт
    nordic: nordic
    asia: asia asian
    africa: africa
    vilnius: vilni wiln вільн вильн
    warsaw: warsaw warszaw варшав
    kyiv: kyiv kiev киев кіеў
    moscow: moscow москов москв маскоў
    petersburg: petersburg петербург
    berlin: berlin берлин берлін
    prague: prague praha пражск
    tbilisi: tbilis тбилис
    brussels: brussel
    london: london лондон
    bialystok: bialystok białostoc
  `,
  rare: `
    helsinki: helsin chelsin chielsin хельсін хельсин гельсін гельсин hielsin
      helsingf հելսինկ
      ελσινκ
    pen: =pen =пен =пэн =pena
      =պեն =պենի
      =πεν =პენი =პენის =პენ
  `,
  subject: `
    human: human hiuman čalav хьюман хьюмен чалавек человек людск людин człow žmog
      menschlich =umani =umano =umana =umane lidsk mansklig cilvek inimoig =մարդ =մարդու
      humain =homme =hombre ανθρωπ ადამიან
    right: =right =rights =право =права =праву =правы =правоў =прав =праў =правам =правах =правами =правамі =prawo =prawa
      =rite diritt direit rattighet tiesib oigus իրավունք
      =praw =prawach =teise =teises =teisiu =teisems
      =recht =rechte =droit =droits =derecho =derechos δικαιωμ უფლებ
    humanitarian: humanitar humanis гуманіт гуманит
    disability: disabilit disabl инвалид інвалід niepełnosprawn neigal negali
      =pwd =pwds потребн патрэб особенност асаблівасц հաշմանդամ
      behinder handicap discapacid αναπηρ ограничен абмежаван შეზღუდულ
    person: person people individual =ppl =людзей =людей =людзі =люди =люд =асоб =асобаў =лиц =osob =osoby =asmen =zmoniu
      անձանց =մարդկանց
      =menschen =ατομων =ατομα =პირთა =პირების
    defense: defen защит абарон оборон захист obron gynyb
      =defend =defends =defending =defended difes =broni =bronić obhajob aizstav forsvar պաշտպան
      verteidig defens υπερασπισ დაცვ
    defender: defender абаронц защитник захисник obrońc gynėj
    protect: protect защищ абаран ochron ochrania apsaug засцераг
      охран ахов ахоўв захищ schutz proteg =chroń =chronić =chron =chronimy chránit saugo προστα
    respect: respect паваж уваж увага szac szanu gerb =павага =павагі
      поваж поваг =achten =achtet =achtung =achte szanow respet rispett σεβασ σεβομ =հարգել =հարգանք =հարգեք პატივისცემ
    fulfil: fulfil выконв выполн осуществл ажыццяў wypełn realizow
      выкан исполн викон здзяйсн здійсн реализ realis erfüll gewährleist umsetz gyvend vykdy cumpl accompl spełn plnit իրականաց =կատարել =կատարում εκπληρ შესრულ
    legal: legal =law =laws прававо правово прававы правовы прававая правовая прававую правовую прававое правовое прававых правовых
      =juristisch =juristische =juristisches =juristischen juridic prawnicz законн легальн právní rattslig juridisk giuridic իրավական
      юрыд юрид prawn teisin jurid
      =rechts rechtlich νομικ სამართლებრივ
    journalist: journalis jurnalis журналіс журналис żurnalis dziennikar žurnalis репорт reporter
      giornalis jornalis novinář լրագրող
      periodist δημοσιογραφ
    transformation: transform трансфарм трансформ
      վերափոխ տրանսֆորմ trasform umgestalt umwandl преобразован пераўтвар перетворен przekształc pertvark
    aid: =aid =help дапамог помощ допомог pomoc pagalb
    culture: cultur kultur культур
    art: =art =arts artist мастац искусств мистец sztuk
    woman: =woman =women =womens feminis жанч жанок жаноч женщ женск жінк kobiet moter
    youth: youth =young молад моладз молод młodzie jaunim
    child: child дзіця дзяц дзец детск детей дитяч dziec vaik
    student: student студэнт студент studen
    teacher: teacher настаўн учител nauczyciel mokytoj
    worker: worker =labor =labour працоўн рабоч
    lawyer: lawyer advocat адвакат адвокат юрист юрыст prawnik advokat barrist
    writer: writer пісьмен писател pisarz rašytoj
    media: media =press =пресса =прэса медыя медиа
    freedom: freedom libert =free свабод свобод laisv
    democracy: democra дэмакрат демократ demokra
    solidarity: solidar салідар солидар
    education: educat адукац образов освіт edukac švietim
    research: research даследа исследов
    information: informat інфармац информац інформац
    prison: prison зняволен заключенн турм тюрьм więzi więźni kalin
    victim: victim ахвяр жертв ofiar
    refugee: refugee migra бежан беженц мігра мигра uchod pabėg
    politic: politic палітыч политич politycz
    election: election electoral выбар выбор wybor rinkim
    environment: environ ecolog эколаг эколог экалаг
    peace: =peace =мір =мир pokoj taikos
    justice: justice справядлів справедлив sprawiedl teisingum
    equality: equal роўнас равенств równo lygyb
    memory: memor памяць память pamięć
    torture: tortur катаван пытк
    development: develop развіцц развит
    support: support падтрым поддерж
    health: health здароў здоров
    science: science навук наук
  `,
  common: `
    humanright: =hr праваабарон правозащит правозахис
      menschenrecht lidskoprav lidskopráv
  `,
  kind: `
    committee: commit comit komit =cmte =cttee commission камісі комісі комисси komisij камітэт камитет комітет комитет group grup груп гуртк
      =kommitte =comitato =кам =ком =kam =kom =komisja =komisji կոմիտե
      επιτροπ
    center: =center =centre =centers =centr =centrum =цэнтр =центр =центра =цэнтра =centras ośrod osrod
      =hub =хаб =centar =centrum =centro =centrs =keskus =центру =центре =цэнтры =цэнтар =centru կենտրոն
      =zentrum =zentren =centro κεντρ =ცენტრი =ცენტრის
    house: =house =houses =home =дом =дома =dom =namai =namas =дім
      =huset =nams =dům =տուն
      =haus =maison =casa =σπιτι =οικος სახლ
    office: office =bureau buro biur бюро офіс офис =biuras офис
      =kontor uffici birojs gabinet кабинет кабінет kancelari канцеляр գրասենյակ
      oficin γραφει ოფის
    association: assoc asocia asotsia asacyj =assn аб’яднан объединен асацыяц ассоциац ассацыац асоціац stowarzysz =society =таварыства =общество
      =stow =bund vereinigung sdružen ասոցիացիա միություն apvienib
      =verband =verein ενωσ
    union: =union =unions =саюз =союз =звяз =zwiazek sąjung
    federation: federation федэрац федерац federac
    foundation: foundation =fund =funds =фонд =фонду =fundacja =fundacji =fondas
    organisation: organi арганіз организ організ
    initiative: initiativ inicyjat ініцыят инициат ініціат inicjat iniciat
      iniziativ նախաձեռն
      πρωτοβουλ
    institute: institut інстыт инстит інстит instytut
    network: network сетк сець =сеть сети sieć tinkl
    platform: platform платформ
    movement: movement =рух движен ruch judėjim
    coalition: coalition alliance кааліц коалиц koalic =альянс
    council: council =рада =рады =совет =савет taryb
    club: =club =клуб =klub klub
      =клюб =клубу
    forum: forum форум
    team: =team каманд команд
    project: project праект проект projekt
    program: program праграм програм
    campaign: campaign кампан kampan
    agency: agency агенц агент agenc
    service: service служб паслуг
    school: school школ szko
  `,
  shade: `
    international: international =intl міжнар междунар міжнарод między tarptaut global world worldwide
    national: national нацыянал национал націонал
    independent: independen independan independient unabhängig незалеж независим niezależ nepriklaus
    public: public грамад обществ громад społecz visuomen
    civic: civic civil citizen грамадзян гражданс obywat pilieti
    new: =new =новы =новая =новое =новый =nowy =nowa
    open: =open =адкрыт =адкрыты =открытый
    official: official афіцый официальн oficjal =real =true =genuine authentic сапраўдн настоящ prawdziw tikras =echte
    exile: exile =abroad замеж зарубеж закордон emigra выгнан изгнан эмігра эмигра дыяспар диаспор diaspor
    central: central цэнтральн центральн
    republican: республік республик republic
    monitoring: monitor маніторынг мониторинг
    expert: expert эксперт
    special: =special =self =само особ асаблів specjal спецыяльн специальн
    friends: =friend =friends =друзья =друзей =сябры =сяброў przyjaci =freunde =amis =amici =amigos
    people: =chair chairm chairw chairp =member =members membership =director =directors =founder =founders =staff =board
      =старшыня =старшыні =сябра кіраўні =праўленне засноўні заснавальн
      председател =член =члены руководител =правление основател =голова =правління
      =zarząd =prezes =członkowie przewodnicz =vorstand =mitglieder vorsitzend pirminink =nariai =valdyba
    plus: =plus =плюс
    branch: branch филиал філія departament
      отделен аддзял відділ oddzia filial =section
    east: eastern =east
  `,
  none: `
    small: =a =an =the =of =for =and =or =in =on =to =by =with =from =at =after =our =de =la =und =für
      =be =is =are =have =your =you =all =every =into =toward =den =det =och =till =för =por =para =sur =dans =vom =zum =zur =dei =degli =delle =della =dello =di =il =gli =per =alla =allo =pro =համար =և
      =і =и =й =у =ў =в =во =на =па =по =для =з =с =за =аб =о =об =пры =при =ад =от =да =до =та =w =z =ze =do =dla =na =i =oraz
      =ir =už =už =vi =iš =į =s
      =des =du =der =die =das =den =auf =von =mit =del =los =las =el =con =avec =ds =του =της =των =τον =την =στην =στη =για =με =και =το =η =ο
      возможност магчымасц შესაძლებლობ =მქონე
    form: =ngo =inc =ltd =llc =нп =га =гу =го =аа =оо =мга =мго =ано =нко =tdv =ev =vzw =пу =org =com
      =рпоо =роо =мроо =бпоо =мпоо =ргоо =рдо =рга =ооо =зао =чуп =гс =мгс =vsi =asbl =gmbh =sro =ab =oü
    dedication: named имени імя імені =im =им =ім =імя vardo imien
  `,
}
