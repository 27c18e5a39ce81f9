/**
 * What stages report for people: metrics with baseline and interval, tables, figures and pictures.
 */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api.result;
