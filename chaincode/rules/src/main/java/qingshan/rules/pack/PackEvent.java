package qingshan.rules.pack;

import qingshan.rules.Event;

/** What happened to products. */
public sealed interface PackEvent extends Event {
    /** A product was registered, adopted or corrected. */
    record ProductRegistered(Product.Registered product) implements PackEvent {}
}
