package qingshan.gateway.follower;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Change.ForgetApprovals;
import qingshan.gateway.follower.Change.ForgetConsent;
import qingshan.gateway.follower.Change.LoseCard;
import qingshan.gateway.follower.Change.Put;
import qingshan.gateway.follower.Change.Release;
import qingshan.gateway.follower.Change.RevokeKey;
import qingshan.gateway.follower.Change.SetNext;
import qingshan.gateway.follower.Change.SetSignedOnly;
import qingshan.gateway.follower.Change.SettleDispute;
import qingshan.rules.Event;
import qingshan.rules.batch.BatchEvent;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.batch.Outcome;
import qingshan.rules.card.CardEvent;
import qingshan.rules.json.Json;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.origin.ApprovalLevel;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.Entitlement;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.origin.Plot;
import qingshan.rules.pack.PackEvent;
import qingshan.rules.pack.Product;
import qingshan.rules.party.PartyEvent;
import qingshan.rules.policy.Edition;
import qingshan.rules.policy.PolicyEvent;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;

/**
 * Which event makes which rows. It knows nothing but the event and its place, so the same blocks give the same rows. A
 * new event does not compile until it is handled here.
 */
public final class Projection {
    private final Place place;
    private final Consumer<Change> changes;

    private Projection(Place place, Consumer<Change> changes) {
        this.place = place;
        this.changes = changes;
    }

    /** Gives what an event changes, in order. */
    public static void of(Event event, Place place, Consumer<Change> changes) {
        new Projection(place, changes).event(event);
    }

    private void event(Event event) {
        switch (event) {
            case PartyEvent e -> party(e);
            case PolicyEvent.PolicyPublished e -> put(policy(e.edition()));
            case LotEvent.Recorded e -> new RecordProjection(place, e.name(), e.record(), changes).project();
            case OriginEvent e -> origin(e);
            case CardEvent.CardIssued e ->
                put(new Row.CardRow(
                        e.card().value(),
                        e.card().value(),
                        e.party().value(),
                        kebab(e.basis()),
                        e.mspId(),
                        false,
                        null,
                        null));
            case CardEvent.CardReissued e -> reissued(e);
            case CardEvent.SignedOnlySet e ->
                changes.accept(new SetSignedOnly(e.card().value(), e.signedOnly()));
            case CardEvent.DisputeSettled e ->
                changes.accept(new SettleDispute(
                        e.slip().value(), kebab(e.outcome()), e.reason().value(), place.recordedAt()));
            case PackEvent.ProductRegistered e -> put(product(e.product()));
            case BatchEvent e -> batch(e);
        }
    }

    private void party(PartyEvent event) {
        switch (event) {
            case PartyEvent.PartyRegistered e ->
                put(new Row.PartyRow(
                        e.party().value(),
                        kebab(e.kind()),
                        text(e.village()),
                        e.commitment().value(),
                        kebab(e.basis()),
                        e.mspId()));
            case PartyEvent.MarketRegistered e ->
                put(new Row.MarketRow(e.market().value(), e.name().value(), e.mspId()));
            case PartyEvent.ScaleRegistered e ->
                put(new Row.ScaleRow(e.market().value(), e.scale().value(), false));
            case PartyEvent.ScaleRetired e ->
                put(new Row.ScaleRow(e.market().value(), e.scale().value(), true));
            case PartyEvent.ConsentGranted e ->
                put(new Row.ConsentRow(
                        e.party().value(),
                        kebab(e.scope()),
                        e.reader().value(),
                        e.purpose().value(),
                        e.until(),
                        kebab(e.witness()),
                        e.record().value()));
            case PartyEvent.ConsentWithdrawn e ->
                changes.accept(new ForgetConsent(
                        e.party().value(), kebab(e.scope()), e.reader().value()));
            case PartyEvent.KeyAdded e ->
                put(new Row.CardKeyRow(
                        e.card().value(), e.key(), kebab(e.algorithm()), place.recordedAt(), null, null));
            case PartyEvent.KeyRevoked e ->
                changes.accept(new RevokeKey(
                        e.card().value(),
                        e.key(),
                        place.recordedAt(),
                        e.reason().value()));
        }
    }

    private void reissued(CardEvent.CardReissued e) {
        changes.accept(new LoseCard(
                e.lost().value(),
                e.lostAt(),
                e.card().value(),
                place.recordedAt(),
                e.reason().value()));
        put(new Row.CardRow(
                e.card().value(),
                e.account().value(),
                e.party().value(),
                kebab(Basis.APPROVED),
                e.mspId(),
                e.signedOnly(),
                null,
                null));
    }

    private void origin(OriginEvent event) {
        switch (event) {
            case OriginEvent.PlotRegistered e -> put(plot(e.plot()));
            case OriginEvent.EntitlementApproved e -> approved(e);
            case OriginEvent.EntitlementGranted e -> put(entitlement(e));
            case OriginEvent.CertificateIssued e -> put(certificate(e.certificate()));
            case OriginEvent.InspectionRecorded e -> inspection(e.inspection());
            case OriginEvent.Frozen e ->
                hold(e.lots(), "freeze", e.inspection().value(), e.reason().value(), null, place.mspId());
            case OriginEvent.Released e ->
                changes.accept(new Release(
                        e.inspection().value(),
                        e.lots().stream().map(RecordName::value).toList(),
                        place.recordedAt(),
                        e.reason().value()));
            case OriginEvent.Recalled e ->
                hold(e.lots(), "recall", "", e.reason().value(), e.advice().value(), e.mspId());
        }
    }

    private void batch(BatchEvent event) {
        switch (event) {
            case BatchEvent.RunOpened e -> put(importRun(e.run()));
            case BatchEvent.BatchRecorded e -> {
                for (int i = 0; i < e.outcomes().size(); i++) {
                    put(outcome(e, i));
                }
                changes.accept(new SetNext(e.run().value(), e.index() + 1));
            }
        }
    }

    private static Row policy(Edition edition) {
        return new Row.PolicyRow(
                kebab(edition.ref().kind()),
                edition.ref().name().value(),
                edition.ref().version(),
                edition.ref().hash().value(),
                edition.effectiveFrom(),
                edition.source().value(),
                kebab(edition.status()),
                kebab(edition.basis()),
                edition.mspId(),
                edition.publishedAt(),
                edition.document());
    }

    private static Row plot(Plot plot) {
        return new Row.PlotRow(
                plot.plot().value(),
                plot.party().value(),
                plot.area().value(),
                text(plot.cultivar()),
                text(plot.village()),
                kebab(plot.basis()),
                plot.mspId());
    }

    private void approved(OriginEvent.EntitlementApproved e) {
        if (e.level() == ApprovalLevel.VILLAGE) {
            changes.accept(new ForgetApprovals(e.card().value(), e.season().value()));
        }
        put(new Row.ApprovalRow(
                e.card().value(), e.season().value(), kebab(e.level()), ids(e.plots()), e.mspId(), place.recordedAt()));
    }

    private static Row entitlement(OriginEvent.EntitlementGranted e) {
        Entitlement entitlement = e.entitlement();
        return new Row.EntitlementRow(
                e.card().value(),
                e.season().value(),
                ids(e.plots()),
                entitlement.granted().value(),
                entitlement.used().value(),
                kebab(entitlement.basis()),
                entitlement.policy().version());
    }

    private static Row certificate(Certificate c) {
        return new Row.CertificateRow(
                c.promisor().value(),
                c.season().value(),
                c.number().value(),
                c.product().value(),
                c.grams().value(),
                c.used().value(),
                c.issuedOn(),
                text(c.origin()),
                text(c.promise()),
                kebab(c.basis()));
    }

    private void inspection(Inspection i) {
        String id = i.inspection().value();
        put(new Row.InspectionRow(
                id,
                i.lot().value(),
                i.kind().value(),
                i.laboratory().value(),
                text(i.sample()),
                kebab(i.verdict()),
                i.reportHash().value(),
                i.occurredAt(),
                i.mspId()));
        for (int ord = 0; ord < i.items().size(); ord++) {
            Inspection.Item item = i.items().get(ord);
            put(new Row.InspectionItemRow(
                    id,
                    ord,
                    item.name().value(),
                    item.method().value(),
                    item.limit().value(),
                    item.result().value(),
                    item.passed()));
        }
    }

    private void hold(
            List<RecordName> lots,
            String kind,
            String inspection,
            String reason,
            @Nullable String advice,
            String mspId) {
        String subject = lots.getFirst().value();
        for (RecordName lot : lots) {
            put(new Row.HoldRow(
                    lot.value(),
                    kind,
                    inspection,
                    place.block(),
                    place.tx(),
                    subject,
                    reason,
                    advice,
                    mspId,
                    place.recordedAt(),
                    null,
                    null));
        }
    }

    private static Row product(Product.Registered registered) {
        Product p = registered.product();
        return new Row.ProductRow(
                p.gtin(),
                p.maker().value(),
                text(p.name()),
                text(p.englishName()),
                text(p.teaClass()),
                p.netGrams().value(),
                text(p.standard()),
                text(p.shelfLifeMonths()),
                text(p.licence()),
                text(p.telephone()),
                kebab(registered.basis()),
                registered.mspId());
    }

    private static Row importRun(ImportRun run) {
        return new Row.ImportRunRow(
                run.run().value(), run.market().value(), run.season().value(), files(run), run.next(), run.openedAt());
    }

    private static Json files(ImportRun run) {
        Json files = Records.write(run, ImportRun.class).get("files");
        if (files == null) {
            throw new IllegalStateException("an import without its files");
        }
        return files;
    }

    private static Row outcome(BatchEvent.BatchRecorded e, int ord) {
        Outcome outcome = e.outcomes().get(ord);
        return new Row.OutcomeRow(
                e.run().value(),
                e.index(),
                ord,
                outcome.table(),
                outcome.line(),
                outcome.number(),
                outcome.code(),
                outcome.detail(),
                kebab(outcome.by()));
    }

    private void put(Row row) {
        changes.accept(new Put(row));
    }

    static String kebab(Enum<?> constant) {
        return Records.kebab(constant);
    }

    private static List<String> ids(List<Id> ids) {
        return ids.stream().map(Id::value).toList();
    }

    /** The text of an optional value: all of them are records of one text, whose {@code toString} it is. */
    static @Nullable String text(@Nullable Record value) {
        return value == null ? null : value.toString();
    }
}
