package qingshan.rules.signature;

/**
 * A signature as JSON has it.
 *
 * @param value r and s, 64 bytes, in base64url
 */
public record SignatureValue(String value) {
    /** Refuses another form. */
    public SignatureValue {
        Base64Url.decode(value, 64);
    }
}
