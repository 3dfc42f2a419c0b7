package qingshan.house;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may not stand in anything that runs as chaincode, because two peers could then come to different results.
 *
 * @param what the offence, in a word
 * @param pattern finds it in Java source without comments and literals
 * @param instead what to write in its place
 */
record Ban(String what, Pattern pattern, String instead) {
    static final List<Ban> IN_CHAINCODE = List.of(
            ban(
                    "clock",
                    "System\\.(currentTimeMillis|nanoTime)|\\b(Instant|Year|YearMonth|MonthDay|\\w+Date|\\w+Time|\\w+DateTime)"
                            + "\\.now\\b|\\bClock\\b|\\bnew Date\\(|\\bCalendar\\b|systemDefault\\(|\\bTimeZone\\b",
                    "the times given with the call: occurredAt and the transaction's timestamp"),
            ban(
                    "random",
                    "\\b(\\w*Random|RandomGenerator|randomUUID)\\b|Math\\.random|generateSeed",
                    "ids and salts made by the client and carried in the command"),
            ban(
                    "environment",
                    "System\\.(getenv|getProperty|getProperties|lineSeparator|console)|Boolean\\.getBoolean"
                            + "|(Integer|Long)\\.get(Integer|Long)\\(|\\bRuntime\\b|\\bProcess(Handle|Builder)?\\b|\\bManagementFactory\\b",
                    "an argument, or a policy on the ledger; \\n for a line's end"),
            ban(
                    "files or network",
                    "java\\.(io\\.File|nio\\.file|nio\\.channels|net|sql)\\b|\\b(FileReader|FileInputStream|InetAddress)\\b",
                    "state read through the State port"),
            ban(
                    "locale",
                    "to(Lower|Upper)Case\\(\\s*\\)|String\\.format\\((?!\\s*Locale\\.ROOT)|\\.formatted\\(|Locale\\.getDefault"
                            + "|\\b(NumberFormat|DecimalFormat|SimpleDateFormat|MessageFormat|Collator|Formatter|Scanner)\\b"
                            + "|ofPattern\\([^,()]*\\)",
                    "Locale.ROOT as an argument, or a StringBuilder"),
            ban(
                    "default charset",
                    "getBytes\\(\\s*\\)|defaultCharset|\\bnew String\\(\\s*[\\w.]+\\s*\\)|\\bnew (Input|Output)Stream(Reader|Writer)\\([^,()]*\\)",
                    "StandardCharsets.UTF_8 as an argument"),
            ban(
                    "hash order",
                    "\\b(HashMap|HashSet|Hashtable|IdentityHashMap|WeakHashMap|ConcurrentHashMap)\\b|\\b(Map|Set)\\.(of|ofEntries|copyOf)\\("
                            + "|\\bto(Unmodifiable)?(Set|Map)\\((?!\\w*TreeMap)|\\bgroupingBy\\(|identityHashCode|\\.hashCode\\(",
                    "TreeMap, TreeSet, EnumMap, LinkedHashMap, LinkedHashSet or a List, whose order is the same on every peer"),
            ban(
                    "parallel work",
                    "parallelStream|\\.parallel\\(|\\b(Thread|ThreadLocal|Timer|CompletableFuture|ForkJoinPool|Executors?|ExecutorService)\\b"
                            + "|java\\.util\\.concurrent",
                    "plain sequential code: a command is decided by one thread"),
            ban(
                    "floating point",
                    "\\b(float|double|Float|Double|StrictMath)\\b|(?<![\\w.])(?!0\\.75f, true\\))\\d[\\d_]*(\\.\\d|[eE]-?\\d|[fFdD]\\b)"
                            + "|\\b(float|double)Value\\(|Math\\.(sqrt|pow|round|floor|ceil|log|log10|exp)\\(",
                    "long with Math.multiplyExact and the like, in the smallest unit"),
            ban(
                    "output",
                    "System\\.(out|err|in)\\b|printStackTrace|\\bLogger\\b|java\\.util\\.logging|org\\.slf4j",
                    "a Refusal, or an event"),
            ban(
                    "reflection order",
                    "\\.get(Declared)?(Methods|Fields|Constructors|Classes)\\(|\\bServiceLoader\\b",
                    "getRecordComponents, or one member asked for by its name"),
            ban("assert", "\\bassert\\b", "an exception: assert depends on how the peer's JVM was started"),
            ban(
                    "machine limits",
                    "catch\\s*\\([^)]*\\b(Throwable|Error|StackOverflowError|OutOfMemoryError|VirtualMachineError)\\b",
                    "a bound checked beforehand: how deep or large a machine can go differs"));

    /** What this source does that it may not: one line each, with the place and the way out. */
    static List<String> offences(String name, String source) {
        String code = JavaText.codeOf(source);
        return IN_CHAINCODE.stream()
                .flatMap(ban -> ban.pattern
                        .matcher(code)
                        .results()
                        .map(found -> "%s:%d: %s (%s); use %s"
                                .formatted(
                                        name,
                                        JavaText.lineOf(code, found.start()),
                                        found.group().strip(),
                                        ban.what,
                                        ban.instead)))
                .toList();
    }

    /** The same for several sources. */
    static List<String> offences(Stream<JavaText> sources) {
        return sources.flatMap(java -> offences(java.name(), java.text()).stream())
                .toList();
    }

    private static Ban ban(String what, String pattern, String instead) {
        return new Ban(what, Pattern.compile(pattern), instead);
    }
}
