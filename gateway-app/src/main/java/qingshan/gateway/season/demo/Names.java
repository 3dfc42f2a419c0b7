package qingshan.gateway.season.demo;

import java.util.List;

/** Invented names, made of common parts. No person, co-operative, company or village is meant. */
final class Names {
    private static final List<String> SURNAMES = List.of(
            "丁", "于", "马", "王", "方", "毛", "孔", "石", "叶", "卢", "田", "冯", "吕", "朱", "任", "江", "许", "孙", "苏", "杜", "李",
            "杨", "吴", "邱", "何", "沈", "范", "林", "金", "柳", "胡", "钟", "施", "姜", "夏", "顾", "钱", "徐", "高", "郭", "唐", "梅",
            "曹", "章", "程", "蒋", "谢", "蓝", "雷", "潘");
    private static final List<String> FIRST = List.of(
            "长", "春", "德", "方", "光", "国", "海", "和", "红", "建", "金", "景", "军", "兰", "立", "茂", "明", "清", "荣", "瑞", "善",
            "土", "文", "祥", "兴", "秀", "雪", "益", "玉", "志");
    private static final List<String> SECOND = List.of(
            "宝", "昌", "成", "芳", "飞", "贵", "花", "华", "辉", "江", "娟", "坤", "良", "林", "龙", "梅", "民", "平", "琴", "泉", "仁",
            "松", "田", "香", "英", "有", "云", "珍", "忠", "竹");
    private static final List<String> PLACE =
            List.of("云", "溪", "岭", "桐", "枫", "栗", "桂", "竹", "石", "泉", "梅", "柿", "杉", "源", "岩", "湖", "塘", "坪", "樟", "碧");
    private static final List<String> LIE =
            List.of("边", "头", "下", "上", "口", "湾", "坑", "背", "后", "前", "坞", "畈", "垟", "弄", "岗", "底", "坳", "墩", "外", "源");
    private static final List<String> BRAND = List.of("翠", "露", "岚", "雾", "芽", "馨", "秋", "晨", "蕴", "润", "涧", "峦");

    private Names() {}

    static String person(Dice dice) {
        return dice.pick(SURNAMES) + dice.pick(FIRST) + dice.pick(SECOND);
    }

    /** The n-th of 400 different villages. */
    static String village(int n) {
        // 7 is prime to 20, so that neighbours in number sound different
        return PLACE.get(n % PLACE.size()) + LIE.get((n / PLACE.size() + n * 7) % LIE.size()) + "村";
    }

    static String coOperative(Dice dice, String village) {
        return village.substring(0, 2) + dice.pick(BRAND) + dice.pick(BRAND) + "茶叶专业合作社";
    }

    static String factory(Dice dice) {
        return dice.pick(PLACE) + dice.pick(BRAND) + dice.pick(BRAND) + "茶业有限公司";
    }
}
