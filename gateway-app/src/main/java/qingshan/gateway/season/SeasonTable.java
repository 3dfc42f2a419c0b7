package qingshan.gateway.season;

import java.util.List;

/** The seven tables of a season. The order is that of the digests in a run's id, after {@code season.json}. */
public enum SeasonTable {
    /** Cards and who holds them. */
    PARTIES("parties", "card=卡号", "name=姓名", "kind=类型", "village=村", "mobile=手机", "identity=证件号"),
    /** Tea plots. */
    PLOTS("plots", "plot=地块号", "card=卡号", "area=面积(亩)", "cultivar=品种", "village=村", "longitude=经度", "latitude=纬度"),
    /** Commitment certificates 承诺达标合格证. */
    CERTIFICATES(
            "certificates",
            "certificate=合格证号",
            "product=产品",
            "kg=数量(公斤)",
            "origin=产地",
            "day=开具日期",
            "promisor=承诺人卡号",
            "basis=承诺依据"),
    /** Registered products. */
    PRODUCTS(
            "products",
            "gtin=GTIN",
            "factory=加工卡号",
            "name=品名",
            "englishName=英文品名",
            "class=茶类",
            "netGrams=净含量(克)",
            "standard=执行标准",
            "shelfLife=保质期(月)",
            "licence=生产许可证",
            "telephone=电话"),
    /** Sales over the market's scales. */
    SLIPS(
            "slips",
            "slip=流水号",
            "time=时间",
            "scale=秤号",
            "buyer=买方卡号",
            "seller=卖方卡号",
            "product=品名",
            "grade=等级",
            "kg=重量(公斤)",
            "price=单价(元/公斤)",
            "amount=金额(元)",
            "sample=留样号",
            "certificate=合格证号"),
    /** Leaf made into tea. */
    PROCESSING(
            "processing",
            "batch=加工批次号",
            "factory=加工卡号",
            "time=时间",
            "gradeIn=投入等级",
            "kgIn=投入重量(公斤)",
            "gradeOut=产出等级",
            "kgOut=产出重量(公斤)"),
    /** Made tea put into packs. */
    PACKING(
            "packing",
            "run=包装批号",
            "factory=加工卡号",
            "time=时间",
            "batch=加工批次号",
            "gramsPerPack=规格(克)",
            "packs=数量",
            "gtin=GTIN");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by toList, which nobody can change
    private final List<Column> columns;

    SeasonTable(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns).stream()
                .map(text -> new Column(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1)))
                .toList();
    }

    /** What it is called in reports and in the names of records, such as {@code slips}. */
    public String title() {
        return title;
    }

    /** The file's name, such as {@code slips.csv}. */
    public String fileName() {
        return title + ".csv";
    }

    /** The columns in the file's order. */
    public List<Column> columns() {
        return columns;
    }

    /** Where a column stands. */
    int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(title + " has no column " + column);
    }
}
