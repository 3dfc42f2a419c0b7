package qingshan.gateway.registrar;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.json.Records;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * A gateway with a season, unless its ledger has that already, a market and one officer of each role, who send forms as
 * browsers do.
 */
final class Office implements AutoCloseable {
    static final String SEASON = "2026-spring";

    private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"");

    final TestGateway gateway = TestGateway.start();
    private final Map<String, Integer> identities = new HashMap<>();
    private final Map<Role, String> sessions = new EnumMap<>(Role.class);

    Office() {
        for (Role role : Role.values()) {
            sessions.put(role, gateway.signedIn(role.code(), role));
        }
        gateway.keeper().rows().await(gateway.keeper().height(), Duration.ofSeconds(60));
        if (gateway.db()
                .list("SELECT 1 FROM read.policy WHERE name = ?", row -> 1, SEASON)
                .isEmpty()) {
            publishSeason();
        }
        send(Role.REGISTRAR, "/scales/market", Map.of("name", "青山茶青市场", "mspId", "TradeMSP"));
    }

    private void publishSeason() {
        LocalDate today = LocalDate.now(Show.ZONE);
        SeasonPolicy policy = new SeasonPolicy(
                new Day(today.minusDays(30).toString()),
                new Day(today.plusDays(60).toString()),
                8 * 60,
                new Text("茶青"),
                new Text("干茶"),
                new Grams(180_000),
                4_000_000,
                5_200_000,
                List.of(PartyKind.HOUSEHOLD, PartyKind.CO_OPERATIVE),
                List.of(PartyKind.CO_OPERATIVE, PartyKind.ENTERPRISE),
                null);
        gateway.bean(Desk.class)
                .submit(
                        new Staff(Role.POLICY_OFFICER.code(), "policy", Role.POLICY_OFFICER),
                        new PolicyCommand.PublishPolicy(
                                new CommandId(UUID.randomUUID().toString()),
                                LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()),
                                PolicyKind.SEASON,
                                new Name(SEASON),
                                1,
                                new Day(today.minusDays(30).toString()),
                                new Note("county notice"),
                                PolicyStatus.VERIFIED,
                                Records.write(policy, SeasonPolicy.class)),
                        null);
    }

    String session(Role role) {
        return Objects.requireNonNull(sessions.get(role));
    }

    HttpResponse<String> get(Role role, String path) {
        return gateway.get(path, "Cookie", session(role), "Accept-Language", "en");
    }

    /** Opens a form, fills it and sends it; what it does not say stays as the page has it. */
    HttpResponse<String> send(Role role, String path, Map<String, String> values) {
        return sendAs(role, path, id(get(role, path).body()), values);
    }

    /** Sends a form under an id. */
    HttpResponse<String> sendAs(Role role, String path, String id, Map<String, String> values) {
        Map<String, String> form = new HashMap<>(values);
        form.put("id", id);
        return gateway.post(path, form, "Cookie", session(role), "Accept-Language", "en");
    }

    /** The id that a form of this page would have. */
    static String id(String page) {
        Matcher id = ID.matcher(page);
        if (!id.find()) {
            throw new IllegalStateException("no form on the page: " + page);
        }
        return id.group(1);
    }

    /** Registers a party with a card of this number; its page. */
    String party(String number, String kind, String name) {
        HttpResponse<String> answer = send(
                Role.REGISTRAR,
                "/parties/new",
                Map.of(
                        "number",
                        number,
                        "kind",
                        kind,
                        "name",
                        name,
                        "village",
                        "上垟村",
                        "mobile",
                        "13800001234",
                        "identity",
                        identity(number)));
        return location(answer).replaceAll("\\?.*", "");
    }

    /** The identity number of whoever was given a card of this number first: another one for each. */
    String identity(String card) {
        String person = "33252619700101" + identities.computeIfAbsent(card, _ -> 100 + identities.size());
        int sum = 0;
        for (int i = 0; i < person.length(); i++) {
            sum = (sum + Character.digit(person.charAt(i), 10)) * 2 % 11;
        }
        return person + "10X98765432".charAt(sum);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(answer.statusCode() + ": " + answer.body()));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
