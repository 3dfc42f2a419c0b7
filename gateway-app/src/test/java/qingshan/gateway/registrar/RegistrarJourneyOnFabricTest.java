package qingshan.gateway.registrar;

import qingshan.gateway.web.OnFabric;

/** What registrar, officers and clerk do, on a real network. */
@OnFabric
class RegistrarJourneyOnFabricTest extends RegistrarJourneyTest {}
