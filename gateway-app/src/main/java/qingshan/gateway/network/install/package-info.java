/** Finds the programs of Fabric and Fabric CA, judges them, and brings them where they are not there. */
@NullMarked
package qingshan.gateway.network.install;

import org.jspecify.annotations.NullMarked;
