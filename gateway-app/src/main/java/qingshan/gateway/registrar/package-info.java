/** The pages of the registrar and of the officers: parties and cards, plots, entitlements, products, scales, consents. */
@NullMarked
package qingshan.gateway.registrar;

import org.jspecify.annotations.NullMarked;
