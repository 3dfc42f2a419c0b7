package qingshan.rules;

import qingshan.rules.batch.BatchEvent;
import qingshan.rules.card.CardEvent;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.pack.PackEvent;
import qingshan.rules.party.PartyEvent;
import qingshan.rules.policy.PolicyEvent;

/** What happened, as the ledger tells those who follow it. All events of a transaction travel in one Fabric event. */
public sealed interface Event
        permits PartyEvent, PolicyEvent, LotEvent, OriginEvent, CardEvent, PackEvent, BatchEvent {}
