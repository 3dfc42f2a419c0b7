/** A Fabric network of plain processes: its topology, its programs, its keys, its life. */
@NullMarked
package qingshan.gateway.network;

import org.jspecify.annotations.NullMarked;
