package qingshan.gateway.identity;

import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;

/** The curve of all identities: P-256. */
public final class Curve {
    /** In Bouncy Castle's faster implementation, under its name so that keys quote it by that. */
    public static final ECNamedDomainParameters P256 = new ECNamedDomainParameters(
            X9ObjectIdentifiers.prime256v1, CustomNamedCurves.getByOID(X9ObjectIdentifiers.prime256v1));

    private Curve() {}
}
