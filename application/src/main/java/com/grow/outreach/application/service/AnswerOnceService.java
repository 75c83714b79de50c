package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.out.AnswerRepository.Answer;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.access.Caller;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

record AnswerOnceService(
        Transactions transactions, InstantSource clock, RandomGenerator random, int maxWebhooks, Caller caller)
        implements AnswerOnce {

    @Override
    public Result once(Request request, Function<UseCases, String> work) {
        return transactions.write(stored -> once(stored, request, work));
    }

    private Result once(Repositories stored, Request request, Function<UseCases, String> work) {
        if (!stored.answers().claim(request.key())) {
            return new Result.StillRunning();
        }
        var now = clock.instant();
        var kept = stored.answers()
                .find(request.key())
                .filter(answer -> answer.expiresAt().isAfter(now));
        if (kept.isPresent()) {
            return kept.get().fingerprint().equals(request.fingerprint())
                    ? new Result.Repeated(kept.get().text())
                    : new Result.OtherRequest();
        }
        var answer = work.apply(new Services(Transactions.joining(stored), clock, random, maxWebhooks).of(caller));
        stored.answers().save(new Answer(request.key(), request.fingerprint(), answer, now.plus(Retention.ANSWERS)));
        return new Result.Answered(answer);
    }
}
