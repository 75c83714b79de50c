package com.grow.outreach.application.port.in;

import com.grow.outreach.application.port.in.access.AccessUseCases;
import com.grow.outreach.application.port.in.directory.DirectoryUseCases;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.in.event.WebhookUseCases;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.ImportUseCases;
import com.grow.outreach.application.port.in.outreach.OutreachUseCases;

/**
 * The use cases that take part in a transaction of {@link AnswerOnce}, by subject.
 *
 * <p>Following events ({@link FollowEvents}) and uploading files ({@link ImportUploads}) manage their own transactions, so
 * they are not among them.
 */
public record UseCases(
        OutreachUseCases outreaches,
        DirectoryUseCases directory,
        ImportUseCases imports,
        WebhookUseCases webhooks,
        AccessUseCases access,
        AnswerOnce once) {}
