/** Where tea comes from: plots, entitlements, harvests, certificates, inspections, freezes and recalls. */
@NullMarked
package qingshan.rules.origin;

import org.jspecify.annotations.NullMarked;
