package qingshan.gateway.web;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/**
 * Writes quantities as people of a language read them: weights in kilograms, money in yuan, times as they are in China.
 *
 * @param language of the page
 * @param years whether days are written with their year even if it is this one, since others beside them are of another
 */
public record Show(Language language, boolean years) {
    /** Where the tea is: a county's clock, whatever the reader's. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Keeps a number and its unit on one line. */
    private static final char NO_BREAK = '\u00a0';

    /** For a page whose days are of this year, or stand alone. */
    public Show(Language language) {
        this(language, false);
    }

    /** The same on a page with these days: if one of them is not of this year, all are written with theirs. */
    public Show beside(Collection<LocalDate> days) {
        int now = LocalDate.now(ZONE).getYear();
        return new Show(language, days.stream().anyMatch(day -> day.getYear() != now));
    }

    /** Kilograms with one to three digits after the point, as many as say all: {@code 1,845.6}, {@code 5.35}. No unit. */
    public String kilograms(long grams) {
        return number("#,##0.0##", BigDecimal.valueOf(grams, 3));
    }

    /** With its unit, from which no line parts it: {@code 1,845.6 公斤}, {@code 1,845.6 kg}. */
    public String weight(long grams) {
        return kilograms(grams) + NO_BREAK + (language == Language.ZH ? "公斤" : "kg");
    }

    /** The same with an ordinary space, for programs. */
    public String plainWeight(long grams) {
        return weight(grams).replace(NO_BREAK, ' ');
    }

    /** Net content of a pack: below a kilogram in grams, {@code 50 克}, {@code 50 g}. */
    public String net(long grams) {
        return grams < 1000 ? grams + (NO_BREAK + (language == Language.ZH ? "克" : "g")) : weight(grams);
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

    /** A day, with its year where that is not this one: {@code 4月2日}, {@code 2 Apr}. */
    public String day(LocalDate day) {
        return hasYear(day) ? date(day) : format(day, "M月d日", "d MMM");
    }

    /** A day with its year: {@code 2026年4月2日}, {@code 2 Apr 2026}. */
    public String date(LocalDate day) {
        return format(day, "yyyy年M月d日", "d MMM yyyy");
    }

    /** The day of an instant, with its year. */
    public String date(Instant at) {
        return date(LocalDate.ofInstant(at, ZONE));
    }

    /** Two days, first and last, in as few words as say them: {@code 3月28日–4月2日}, {@code 2025年3月28日–4月2日}. */
    public String days(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return day(first);
        }
        if (first.getYear() != last.getYear()) {
            return date(first) + "–" + date(last);
        }
        String from = format(first, hasYear(first) ? "yyyy年M月d日" : "M月d日", "d MMM");
        return from + "–" + format(last, "M月d日", hasYear(last) ? "d MMM yyyy" : "d MMM");
    }

    private boolean hasYear(LocalDate day) {
        return years || day.getYear() != LocalDate.now(ZONE).getYear();
    }

    /** The time of day: {@code 09:31}. */
    public String clock(Instant at) {
        return CLOCK.format(at.atZone(ZONE));
    }

    /** Day and minute, with the year where it is not this one: {@code 4月12日 09:31}. */
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
