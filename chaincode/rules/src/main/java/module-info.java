/**
 * The rules of Qingshan. A named module, so that a sealed interface may be implemented in several feature packages; each
 * package is exported as soon as it holds a type.
 */
module qingshan.rules {
    requires com.fasterxml.jackson.core;
    requires org.bouncycastle.provider;
    requires static org.jspecify;
}
