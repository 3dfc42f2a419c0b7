package qingshan.rules;

import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.POLICY_OFFICER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.testing.CountingState;
import qingshan.rules.testing.Refused;
import qingshan.rules.value.LedgerTime;

/** A value that its record refuses is named by the whole path of its member, wherever in a command it stands. */
class MembersTest {
    private static final String AT = "2026-03-05T03:00:00.000Z";
    private static final String HEX = "00000000000000000000000000000001";

    private static void decide(String type, String json, String secret) {
        Submitter by = type.equals("PublishPolicy") ? POLICY_OFFICER : CLERK;
        JsonObject body =
                JsonParser.object(json.replace('\'', '"').replace("AT", AT).replace("HEX", HEX));
        JsonObject openings = JsonParser.object(secret.replace('\'', '"'));
        Decisions.decide(new CountingState(), type, body, by, new LedgerTime(AT), openings);
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,loss.grams", "5,17,1,loss.witnesses.signers[0].key", "5,1,0,loss.witnesses.signers[0].n"})
    void a_number_out_of_bounds_is_named(int grams, int key, int n, String field) {
        String loss = "{'loss':{'season':'s','card':'HEX','product':'p','grade':'g','grams':" + grams
                + ",'reason':'r','occurredAt':'AT','witnesses':{'signers':[{'card':'HEX','key':" + key + ",'n':" + n
                + "}]}},'signatures':[]}";
        Refused.of(Code.BAD_VALUE, field, () -> decide("RecordLoss", loss, "{}"));
    }

    @Test
    void a_list_out_of_bounds_is_named() {
        String propose = "{'id':'00000000-0000-4000-8000-000000000000','occurredAt':'AT','card':'HEX','season':'s',"
                + "'plots':[]}";
        Refused.of(Code.BAD_VALUE, "plots", () -> decide("ProposeEntitlement", propose, "{}"));
    }

    @Test
    void a_member_of_a_policys_document_is_named_within_it() {
        for (String document : List.of("{'from':'2026-02-30'}", "{'from':7}")) {
            String publish = "{'occurredAt':'AT','kind':'season','name':'s','version':1,'effectiveFrom':'2026-03-01',"
                    + "'source':'x','status':'verified','document':" + document + "}";
            Code code = document.contains("7") ? Code.WRONG_TYPE : Code.BAD_VALUE;
            Refused.of(code, "document.from", () -> decide("PublishPolicy", publish, "{}"));
        }
    }

    @Test
    void a_member_of_a_private_opening_is_named_within_it() {
        String add =
                "{'id':'00000000-0000-4000-8000-000000000000','occurredAt':'AT','card':'HEX','key':1,'reason':'r'}";
        Refused.of(
                Code.BAD_VALUE,
                "private.0.amountFen",
                () -> decide("RevokeKey", add, "{'0':{'amountFen':-1,'priceFenPerKg':1,'salt':'" + HEX + "'}}"));
        // and where nothing has a price there is nothing to open
        Refused.of(
                Code.UNKNOWN_FIELD,
                "private.0",
                () -> decide("RevokeKey", add, "{'0':{'amountFen':1,'priceFenPerKg':1,'salt':'" + HEX + "'}}"));
    }
}
