package qingshan.gateway.embedded;

/** A key's committed value. */
final class Stored {

    private final Key key;
    private final byte[] value;
    private final Version version;

    Stored(Key key, byte[] value, Version version) {
        this.key = key;
        this.value = value;
        this.version = version;
    }

    Key key() {
        return key;
    }

    /** Never empty; not a copy. */
    byte[] value() {
        return value;
    }

    Version version() {
        return version;
    }
}
