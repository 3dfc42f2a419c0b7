package qingshan.rules.policy;

import qingshan.rules.Event;

/** What happened to policies. */
public sealed interface PolicyEvent extends Event {
    /** An edition was published. */
    record PolicyPublished(Edition edition) implements PolicyEvent {}
}
