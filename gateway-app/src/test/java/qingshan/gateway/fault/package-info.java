/** What a command does when its machine fails it: processes killed, disks full. */
@NullMarked
package qingshan.gateway.fault;

import org.jspecify.annotations.NullMarked;
