# Two stages: the first builds an environment with Stinger in it, the second holds only that.
FROM python:3.13-slim AS build
WORKDIR /source
COPY constraints.txt pyproject.toml README.md LICENSE bot.py ./
COPY cogs cogs
COPY data data
COPY locales locales
COPY stage stage
RUN python -m venv /opt/stinger \
    && /opt/stinger/bin/pip install --no-cache-dir --disable-pip-version-check \
        -c constraints.txt ".[metrics,postgres]"

FROM python:3.13-slim
COPY --from=build /opt/stinger /opt/stinger
COPY container/start /usr/local/bin/start-stinger
RUN useradd --system --user-group --home-dir /var/lib/stinger --create-home stinger \
    && chmod 755 /usr/local/bin/start-stinger
ENV PATH=/opt/stinger/bin:$PATH STINGER_HOME=/var/lib/stinger PYTHONUNBUFFERED=1
USER stinger
WORKDIR /var/lib/stinger
VOLUME /var/lib/stinger
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["stinger", "--healthy"]
CMD ["start-stinger"]
