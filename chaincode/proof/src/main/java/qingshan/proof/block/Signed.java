package qingshan.proof.block;

import com.google.protobuf.ByteString;

/**
 * A signature of an organization's identity, with what was signed.
 *
 * @param signer Fabric's serialized identity
 * @param digest SHA-256 of what was signed
 * @param signature ECDSA, DER
 */
public record Signed(ByteString signer, ByteString digest, ByteString signature) {}
