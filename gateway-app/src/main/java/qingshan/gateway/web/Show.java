package qingshan.gateway.web;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes quantities as people of a language read them: weights in kilograms, money in yuan, times as they are in China.
 *
 * @param language of the page
 */
public record Show(Language language) {
    /** Where the tea is: a county's clock, whatever the reader's. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Kilograms with one digit after the point if that says all, else three: {@code 1,845.6}. No unit. */
    public String kilograms(long grams) {
        return number(grams % 100 == 0 ? "#,##0.0" : "#,##0.000", BigDecimal.valueOf(grams, 3));
    }

    /** With its unit: {@code 1,845.6 公斤}, {@code 1,845.6 kg}. */
    public String weight(long grams) {
        return kilograms(grams) + (language == Language.ZH ? " 公斤" : " kg");
    }

    /** Thousandths of a mu as mu, with as many digits after the point as it has. No unit. */
    public String mu(long thousandths) {
        return number("#,##0.###", BigDecimal.valueOf(thousandths, 3));
    }

    /** Yuan with two digits after the point. No unit. */
    public String yuan(long fen) {
        return number("#,##0.00", BigDecimal.valueOf(fen, 2));
    }

    /** With its unit: {@code 320.00 元}, {@code CNY 320.00}. */
    public String money(long fen) {
        return language == Language.ZH ? yuan(fen) + " 元" : "CNY " + yuan(fen);
    }

    /** A count, grouped. */
    public String count(long number) {
        return number("#,##0", BigDecimal.valueOf(number));
    }

    /** A day without its year: {@code 4月2日}, {@code 2 Apr}. */
    public String day(LocalDate day) {
        return format(day, "M月d日", "d MMM");
    }

    /** A day with its year: {@code 2026年4月2日}, {@code 2 Apr 2026}. */
    public String date(LocalDate day) {
        return format(day, "yyyy年M月d日", "d MMM yyyy");
    }

    /** The day of an instant, with its year. */
    public String date(Instant at) {
        return date(LocalDate.ofInstant(at, ZONE));
    }

    /** Two days, first and last, in as few words as say them. */
    public String days(LocalDate first, LocalDate last) {
        return first.equals(last) ? day(first) : day(first) + "–" + day(last);
    }

    /** The time of day: {@code 09:31}. */
    public String clock(Instant at) {
        return CLOCK.format(at.atZone(ZONE));
    }

    /** Day and minute: {@code 4月12日 09:31}. */
    public String minute(Instant at) {
        return day(LocalDate.ofInstant(at, ZONE)) + " " + clock(at);
    }

    /** Year, day and minute. */
    public String moment(Instant at) {
        return date(at) + " " + clock(at);
    }

    /** A Chinese name as a page of this language has it: with its pinyin beside it in English. */
    public String name(String chinese) {
        String pinyin = language == Language.ZH ? "" : Pinyin.of(chinese);
        return pinyin.isEmpty() || pinyin.equalsIgnoreCase(chinese) ? chinese : chinese + " " + pinyin;
    }

    private String format(LocalDate day, String chinese, String english) {
        return DateTimeFormatter.ofPattern(language == Language.ZH ? chinese : english, language.locale())
                .format(day);
    }

    private static String number(String pattern, BigDecimal number) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(number);
    }
}
