package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/** Commitment certificates, and what was sold under each. */
final class Promises {
    private record Which(Id promisor, Name season, Text number) {}

    private final Map<Which, Certificate> certificates = new HashMap<>();

    /** Who signed or attested it was checked. */
    void issue(Transit transit, OriginCommand.Promise p, Id promisor) {
        Which which = new Which(promisor, p.season(), p.number());
        Certificate old = certificates.get(which);
        Basis basis = Acts.basis(transit);
        transit.must(
                old == null || (basis == Basis.ADOPTED && old.basis() == Basis.ADOPTED),
                Kind.CERTIFICATE_USED,
                p.number(),
                "a certificate was given twice");
        long used = old == null ? 0 : old.used().value();
        Certificate certificate = new Certificate(
                promisor,
                p.season(),
                p.number(),
                p.product(),
                new Grams(Math.max(p.grams().value(), used)),
                new Grams(used),
                p.issuedOn(),
                p.origin(),
                p.basis(),
                basis);
        if (!certificate.equals(old)) {
            put(transit, which, certificate);
            transit.next(new OriginEvent.CertificateIssued(certificate));
        }
    }

    /** One that comes with another record. */
    void give(Transit transit, Certificate certificate) {
        Which which = new Which(certificate.promisor(), certificate.season(), certificate.number());
        transit.must(
                !certificates.containsKey(which),
                Kind.CERTIFICATE_USED,
                certificate.number(),
                "a certificate was given twice");
        put(transit, which, certificate);
        transit.next(new OriginEvent.CertificateIssued(certificate));
    }

    /** A sale of a product on a day must be covered. */
    void use(Transit transit, Id seller, Name season, @Nullable Text number, Text product, Grams grams, Day day) {
        Text named = transit.need(number, Kind.CERTIFICATE_USED, seller, "a sale without the certificate it needs");
        Which which = new Which(seller, season, named);
        Certificate certificate =
                transit.need(certificates.get(which), Kind.CERTIFICATE_USED, named, "the seller gave no such one");
        transit.must(
                certificate.product().equals(product) && certificate.issuedOn().compareTo(day) <= 0,
                Kind.CERTIFICATE_USED,
                named,
                () -> "it is for " + certificate.product() + " from " + certificate.issuedOn());
        use(transit, which, certificate, grams.value());
    }

    /** A reversal gives back what a sale used. */
    void giveBack(Transit transit, Id seller, Name season, Text number, Grams grams) {
        Which which = new Which(seller, season, number);
        Certificate certificate =
                transit.need(certificates.get(which), Kind.CERTIFICATE_USED, number, "the seller gave no such one");
        use(transit, which, certificate, -grams.value());
    }

    private void use(Transit transit, Which which, Certificate c, long grams) {
        long used = c.used().value() + grams;
        transit.must(
                used >= 0 && used <= c.grams().value(),
                Kind.CERTIFICATE_USED,
                c.number(),
                () -> used + " g would be sold under a certificate for " + c.grams());
        put(
                transit,
                which,
                new Certificate(
                        c.promisor(),
                        c.season(),
                        c.number(),
                        c.product(),
                        c.grams(),
                        new Grams(used),
                        c.issuedOn(),
                        c.origin(),
                        c.promise(),
                        c.basis()));
    }

    private void put(Transit transit, Which which, Certificate certificate) {
        String key = Keys.certificate(which.promisor(), which.season(), which.number());
        if (certificates.put(which, certificate) == null) {
            transit.expected().create(key, certificate);
        } else {
            transit.expected().update(key, certificate);
        }
    }
}
