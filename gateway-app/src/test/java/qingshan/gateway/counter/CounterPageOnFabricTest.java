package qingshan.gateway.counter;

import qingshan.gateway.web.OnFabric;

/** The counter in a browser, on a real network. */
@OnFabric
class CounterPageOnFabricTest extends CounterPageTest {}
