package qingshan.rules.policy;

import qingshan.rules.value.Digest;
import qingshan.rules.value.Name;

/**
 * The edition of a policy that a decision used.
 *
 * @param kind such as {@code season}
 * @param name which of its kind
 * @param version from 1
 * @param hash of the document's canonical JSON
 */
public record PolicyRef(PolicyKind kind, Name name, int version, Digest hash) {}
