# PipelineGraph in a container: docker build -t pipelinegraph . && docker run -p 8080:8080 -v pipelinegraph:/data ... pipelinegraph
#
# It runs as Production and does not start until it knows whose tokens to accept. Either an authority (OpenID Connect):
#   -e Authentication__Schemes__Bearer__Authority=https://login.example.com
#   -e Authentication__Schemes__Bearer__ValidAudiences__0=pipelinegraph
# or a shared key of 256 bits or more (base64) and the issuer that signs with it:
#   -e Authentication__Schemes__Bearer__ValidIssuers__0=https://issuer.example.com
#   -e Authentication__Schemes__Bearer__ValidAudiences__0=pipelinegraph
#   -e Authentication__Schemes__Bearer__SigningKeys__0__Issuer=https://issuer.example.com
#   -e Authentication__Schemes__Bearer__SigningKeys__0__Value=...
# To look at it without either: -e ASPNETCORE_ENVIRONMENT=Development -e Authentication__LocalKeyFile=/data/local.key
# (demo data; for a token: docker exec CONTAINER dotnet PipelineGraph.Server.dll token --role analyst).

FROM node:22-bookworm-slim AS ide
WORKDIR /ide
COPY src/PipelineGraph.Server/Ide/package.json src/PipelineGraph.Server/Ide/package-lock.json src/PipelineGraph.Server/Ide/.npmrc ./
RUN npm ci --ignore-scripts

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/PipelineGraph.Domain/*.csproj src/PipelineGraph.Domain/packages.lock.json src/PipelineGraph.Domain/
COPY src/PipelineGraph.Engine/*.csproj src/PipelineGraph.Engine/packages.lock.json src/PipelineGraph.Engine/
COPY src/PipelineGraph.Server/*.csproj src/PipelineGraph.Server/packages.lock.json src/PipelineGraph.Server/
COPY src/PipelineGraph.Server/ReadyToRun.targets src/PipelineGraph.Server/
COPY src/PipelineGraph.Server/Ide/Ide.targets src/PipelineGraph.Server/Ide/
RUN dotnet restore src/PipelineGraph.Server --locked-mode -p:Configuration=Release
COPY src/ src/
COPY --from=ide /ide/node_modules/ src/PipelineGraph.Server/Ide/node_modules/
RUN dotnet publish src/PipelineGraph.Server -c Release --no-restore -p:IdeFiles=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app/ ./
# The database. A new volume takes over the owner from here, so that the unprivileged user can write to it.
RUN mkdir /data && chown $APP_UID:$APP_UID /data
VOLUME /data
ENV ConnectionStrings__PipelineGraph="Data Source=/data/pipelinegraph.db" \
    ASPNETCORE_HTTP_PORTS=8080 \
    Shutdown__Drain=00:00:03
USER $APP_UID
EXPOSE 8080
# The runtime image has no curl; the server can ask itself.
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s CMD ["dotnet", "/app/PipelineGraph.Server.dll", "health"]
ENTRYPOINT ["dotnet", "/app/PipelineGraph.Server.dll"]
