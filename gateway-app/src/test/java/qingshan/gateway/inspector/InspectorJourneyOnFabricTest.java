package qingshan.gateway.inspector;

import qingshan.gateway.web.OnFabric;

/** An inspector's days on a real network. */
@OnFabric
class InspectorJourneyOnFabricTest extends InspectorJourneyTest {}
