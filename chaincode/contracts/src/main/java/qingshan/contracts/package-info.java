/** The rules as Fabric chaincode: one thin contract class for each aggregate. */
@NullMarked
package qingshan.contracts;

import org.jspecify.annotations.NullMarked;
