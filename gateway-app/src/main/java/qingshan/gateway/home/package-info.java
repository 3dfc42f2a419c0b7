/**
 * What an operator's machine keeps: {@code $QINGSHAN_HOME} ({@link qingshan.gateway.home.Home}), the PostgreSQL that lives
 * in it or elsewhere ({@link qingshan.gateway.home.Database}), and the schemas ({@link qingshan.gateway.home.Schema}).
 */
@NullMarked
package qingshan.gateway.home;

import org.jspecify.annotations.NullMarked;
