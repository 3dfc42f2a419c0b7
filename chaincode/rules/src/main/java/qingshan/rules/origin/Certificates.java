package qingshan.rules.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.Card;
import qingshan.rules.party.SignedForm;
import qingshan.rules.party.Witnessing;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/** Commitment certificates: given, adopted, debited by sales of leaf. */
public final class Certificates {
    private Certificates() {}

    static Decision issue(State state, OriginCommand.IssueCertificate c, Call call) {
        OriginCommand.Promise p = c.promise();
        Card promisor = Card.inUse(state, p.promisor(), "promise.promisor", p.occurredAt());
        byte[] form = SignedForm.of("certificate", Records.write(p, OriginCommand.Promise.class));
        Witnessing.check(state, call, form, p.witnesses(), c.signatures(), List.of(promisor));
        Witnessing.keepUsed(state, p.witnesses());
        Basis basis = call.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED;
        Certificate old = find(state, promisor.account(), p.season(), p.number());
        if (old != null && (basis == Basis.APPROVED || old.basis() == Basis.APPROVED)) {
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("field", "promise.number")
                            .with("number", p.number().value()));
        }
        Grams used = old == null ? Grams.ZERO : old.used();
        // a corrected certificate can be smaller, but what was sold under it was sold
        Grams grams = p.grams().compareTo(used) < 0 ? used : p.grams();
        Certificate certificate = new Certificate(
                promisor.account(),
                p.season(),
                p.number(),
                p.product(),
                grams,
                used,
                p.issuedOn(),
                p.origin(),
                p.basis(),
                basis);
        if (certificate.equals(old)) {
            return Decision.of();
        }
        save(state, certificate);
        return Decision.of(new OriginEvent.CertificateIssued(certificate));
    }

    /**
     * Gives a certificate as part of another record, such as a blending.
     *
     * @throws Refusal ALREADY_EXISTS
     */
    public static OriginEvent give(State state, Certificate certificate) {
        if (find(state, certificate.promisor(), certificate.season(), certificate.number()) != null) {
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("number", certificate.number().value()));
        }
        save(state, certificate);
        return new OriginEvent.CertificateIssued(certificate);
    }

    /**
     * Debits a sale.
     *
     * @param number as the slip names it, or null
     * @param day the local day of the sale
     * @throws Refusal NO_CERTIFICATE, CERTIFICATE_EXCEEDED
     */
    public static void debit(
            State state, Id seller, Name season, @Nullable Text number, Text product, Grams grams, Day day) {
        Certificate certificate = number == null ? null : find(state, seller, season, number);
        if (certificate == null
                || !certificate.product().equals(product)
                || certificate.issuedOn().compareTo(day) > 0) {
            JsonObject detail = JsonObject.of("field", "certificate");
            throw new Refusal(
                    Code.NO_CERTIFICATE, number == null ? detail : detail.with("certificate", number.value()));
        }
        Grams left = certificate.grams().minus(certificate.used());
        if (grams.compareTo(left) > 0) {
            throw new Refusal(
                    Code.CERTIFICATE_EXCEEDED,
                    JsonObject.of("field", "certificate")
                            .with("certificate", certificate.number().value())
                            .with("askedGrams", grams.value())
                            .with("leftGrams", left.value()));
        }
        save(state, certificate.withUsed(certificate.used().plus(grams)));
    }

    /** Undoes a debit, for a reversal. */
    public static void credit(State state, Id seller, Name season, Text number, Grams grams) {
        Certificate certificate = find(state, seller, season, number);
        if (certificate == null) {
            throw new IllegalStateException("a debited certificate is gone");
        }
        save(state, certificate.withUsed(certificate.used().minus(grams)));
    }

    private static @Nullable Certificate find(State state, Id promisor, Name season, Text number) {
        return Values.load(state, Keys.certificate(promisor, season, number), Certificate.class);
    }

    private static void save(State state, Certificate c) {
        Values.save(state, Keys.certificate(c.promisor(), c.season(), c.number()), c);
    }
}
