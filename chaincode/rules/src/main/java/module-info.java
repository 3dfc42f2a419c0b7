/**
 * The rules of Qingshan. A named module, so that a sealed interface may be implemented in several feature packages.
 */
module qingshan.rules {
    requires com.fasterxml.jackson.core;
    requires org.bouncycastle.provider;
    requires transitive org.jspecify;

    exports qingshan.rules;
    exports qingshan.rules.authority;
    exports qingshan.rules.batch;
    exports qingshan.rules.card;
    exports qingshan.rules.consent;
    exports qingshan.rules.json;
    exports qingshan.rules.lot;
    exports qingshan.rules.origin;
    exports qingshan.rules.pack;
    exports qingshan.rules.party;
    exports qingshan.rules.policy;
    exports qingshan.rules.signature;
    exports qingshan.rules.state;
    exports qingshan.rules.value;
}
