package qingshan.gateway.registrar;

import qingshan.gateway.web.OnFabric;

/** Parties, cards and keys on a real network. */
@OnFabric
class PeopleOnFabricTest extends PeopleTest {}
