package qingshan.proof;

import static qingshan.rules.testing.Story.GROWER;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Submitters.COUNTY_OFFICER;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.POLICY_OFFICER;
import static qingshan.rules.testing.Submitters.VILLAGE_OFFICER;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Area;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** Forgeries of registers, policies, approvals and plots: each is found and named. */
class ForgedRegistersTest extends Forger {

    private PartyCommand.RegisterParty party(PartyKind kind) {
        return new PartyCommand.RegisterParty(
                next(), at(), World.id("party of the grower"), kind, null, Digest.of("another salt"));
    }

    @Test
    void an_approved_party_that_an_importer_changes() {
        found(Kind.REGISTER, IMPORTER, party(PartyKind.TRADER), s -> {
            String key = Keys.party(World.id("party of the grower"));
            s.replace(key, "approved", "adopted");
            s.replace(key, "RegistryMSP", "TradeMSP");
        });
    }

    @Test
    void a_card_changed_beside_an_honest_slip() {
        String card = county.value(Keys.card(GROWER));
        found(
                Kind.REGISTER,
                harvested().write(Keys.card(GROWER), card.replace("\"signedOnly\":true", "\"signedOnly\":false")));
    }

    @Test
    void a_policy_that_is_edited() {
        String key = Keys.policy("season", SEASON, 1);
        String edition = county.value(key);
        found(Kind.POLICY, harvested().write(key, edition.replace("180000", "990000")));
    }

    @Test
    void an_edition_published_over_another() {
        SeasonPolicy policy = Story.POLICY;
        found(
                Kind.POLICY,
                POLICY_OFFICER,
                new PolicyCommand.PublishPolicy(
                        next(),
                        at(),
                        PolicyKind.SEASON,
                        SEASON,
                        1,
                        policy.from(),
                        new Note("更宽"),
                        PolicyStatus.VERIFIED,
                        Records.write(policy, SeasonPolicy.class).with("leafPerMadeMin", 1)),
                s -> s.remove("policy"));
    }

    @Test
    void a_policy_of_another_edition() {
        TestTransaction slip = harvested();
        String hash = Digest.of(Records.write(Story.POLICY, SeasonPolicy.class)).value();
        slip.say(hash, Digest.of("another document").value());
        found(Kind.POLICY, slip);
    }

    @Test
    void an_entitlement_that_the_town_never_saw() {
        Id plot = World.id("plot of the grower");
        TestTransaction again = forge(
                VILLAGE_OFFICER,
                new OriginCommand.ProposeEntitlement(next(), at(), GROWER, SEASON, List.of(plot)),
                s -> s.remove(Keys.grant(GROWER, SEASON)));
        found(Kind.APPROVAL, again);
    }

    @Test
    void a_county_that_approves_alone() {
        found(
                Kind.APPROVAL,
                COUNTY_OFFICER,
                new OriginCommand.ApproveByCounty(next(), at(), NEIGHBOUR, SEASON),
                s -> s.replace(
                        Keys.grant(NEIGHBOUR, SEASON),
                        "\"approvals\":[],\"basis\":\"adopted\"",
                        "\"approvals\":[{\"at\":\"2026-03-05T00:00:00.000Z\",\"level\":\"village\",\"mspId\":\"RegistryMSP\"},"
                                + "{\"at\":\"2026-03-05T00:00:00.000Z\",\"level\":\"town\",\"mspId\":\"RegistryMSP\"}],"
                                + "\"basis\":\"approved\""));
    }

    @Test
    void a_plot_that_counts_for_two_parties() {
        Id plot = World.id("plot of the grower");
        found(
                Kind.ENTITLEMENT,
                IMPORTER,
                new OriginCommand.AdoptEntitlement(next(), at(), NEIGHBOUR, SEASON, List.of(plot)),
                s -> {
                    s.remove(Keys.claim(plot, SEASON));
                    s.replace(
                            Keys.plot(plot),
                            World.id("party of the grower").value(),
                            World.id("party of the neighbour").value());
                });
    }

    @Test
    void a_plot_that_counts_for_who_has_it_and_for_who_harvested_it() {
        Id party = World.id("party of a third");
        Id card = World.id("card of a third");
        Id plot = World.id("plot of the neighbour");
        county.commit(honest(
                IMPORTER,
                new PartyCommand.RegisterParty(
                        next(), at(), party, PartyKind.HOUSEHOLD, null, Digest.of("salt and name"))));
        county.commit(honest(IMPORTER, new CardCommand.IssueCard(next(), at(), card, party)));
        county.commit(honest(
                IMPORTER, new OriginCommand.RegisterPlot(next(), at(), plot, party, new Area(1_200), null, null)));
        found(
                Kind.ENTITLEMENT,
                IMPORTER,
                new OriginCommand.AdoptEntitlement(next(), at(), card, SEASON, List.of(plot)),
                s -> s.replace(Keys.entitlement(NEIGHBOUR, SEASON), "\"used\":3000", "\"used\":0"));
    }

    @Test
    void a_retired_scale_that_an_importer_brings_back() {
        found(
                Kind.REGISTER,
                IMPORTER,
                new PartyCommand.RegisterScale(next(), at(), MARKET, new Text("C02")),
                s -> s.replace(Keys.market(MARKET), "\"retired\":[\"C02\"]", "\"retired\":[]"));
    }
}
