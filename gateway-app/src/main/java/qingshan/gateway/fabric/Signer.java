package qingshan.gateway.fabric;

import qingshan.gateway.identity.Identity;
import qingshan.gateway.ledger.Actor;

/**
 * Who acts, with the certificate and key that were in the wallet when it began. A transaction has one from its proposal to
 * the question for its fate: Fabric takes only what is signed by who proposed it, and a certificate may be renewed meanwhile.
 */
record Signer(Actor actor, Identity identity) {}
