/** What all pages and all of REST share: the server, languages, errors, headers, assets. */
@NullMarked
package qingshan.gateway.web;

import org.jspecify.annotations.NullMarked;
