package qingshan.gateway.season.load;

import qingshan.gateway.ledger.Actor;

/**
 * As whom an import acts.
 *
 * @param importer of the market's organization, with the attribute {@code importer}
 * @param registrar of the registry, who registers the market the first time
 */
public record Actors(Actor importer, Actor registrar) {}
