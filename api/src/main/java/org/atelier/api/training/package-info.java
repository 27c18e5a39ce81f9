/** What is common to all stages that train: settings, the task, the history. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api.training;
