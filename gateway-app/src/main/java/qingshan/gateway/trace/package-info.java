/**
 * Where tea comes from and where it went: {@link qingshan.gateway.trace.Tracer} over a
 * {@link qingshan.gateway.trace.RecordGraph}, which is the read model or an export.
 */
@NullMarked
package qingshan.gateway.trace;

import org.jspecify.annotations.NullMarked;
