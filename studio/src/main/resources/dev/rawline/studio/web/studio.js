"use strict";(()=>{var As=Object.defineProperty;var Ss=Object.getOwnPropertyDescriptor;var _e=r=>{throw TypeError(r)};var d=(r,e,t,s)=>{for(var i=s>1?void 0:s?Ss(e,t):e,n=r.length-1,o;n>=0;n--)(o=r[n])&&(i=(s?o(e,t,i):o(i))||i);return s&&i&&As(e,t,i),i};var Zt=(r,e,t)=>e.has(r)||_e("Cannot "+t);var p=(r,e,t)=>(Zt(r,e,"read from private field"),t?t.call(r):e.get(r)),v=(r,e,t)=>e.has(r)?_e("Cannot add the same private member more than once"):e instanceof WeakSet?e.add(r):e.set(r,t),z=(r,e,t,s)=>(Zt(r,e,"write to private field"),s?s.call(r,t):e.set(r,t),t),h=(r,e,t)=>(Zt(r,e,"access private method"),t);var Pt=globalThis,Ct=Pt.ShadowRoot&&(Pt.ShadyCSS===void 0||Pt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Se=Symbol(),Ae=new WeakMap,Mt=class{constructor(e,t,s){if(this._$cssResult$=!0,s!==Se)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Ct&&e===void 0){let s=t!==void 0&&t.length===1;s&&(e=Ae.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),s&&Ae.set(t,e))}return e}toString(){return this.cssText}},ke=r=>new Mt(typeof r=="string"?r:r+"",void 0,Se);var Re=(r,e)=>{if(Ct)r.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let s=document.createElement("style"),i=Pt.litNonce;i!==void 0&&s.setAttribute("nonce",i),s.textContent=t.cssText,r.appendChild(s)}},te=Ct?r=>r:r=>r instanceof CSSStyleSheet?(e=>{let t="";for(let s of e.cssRules)t+=s.cssText;return ke(t)})(r):r;var{is:ks,defineProperty:Rs,getOwnPropertyDescriptor:Ts,getOwnPropertyNames:Ps,getOwnPropertySymbols:Ms,getPrototypeOf:Cs}=Object,Lt=globalThis,Te=Lt.trustedTypes,Ls=Te?Te.emptyScript:"",Us=Lt.reactiveElementPolyfillSupport,dt=(r,e)=>r,pt={toAttribute(r,e){switch(e){case Boolean:r=r?Ls:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,e){let t=r;switch(e){case Boolean:t=r!==null;break;case Number:t=r===null?null:Number(r);break;case Object:case Array:try{t=JSON.parse(r)}catch{t=null}}return t}},Ut=(r,e)=>!ks(r,e),Pe={attribute:!0,type:String,converter:pt,reflect:!1,useDefault:!1,hasChanged:Ut};Symbol.metadata??=Symbol("metadata"),Lt.litPropertyMetadata??=new WeakMap;var j=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Pe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let s=Symbol(),i=this.getPropertyDescriptor(e,s,t);i!==void 0&&Rs(this.prototype,e,i)}}static getPropertyDescriptor(e,t,s){let{get:i,set:n}=Ts(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:i,set(o){let c=i?.call(this);n?.call(this,o),this.requestUpdate(e,c,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Pe}static _$Ei(){if(this.hasOwnProperty(dt("elementProperties")))return;let e=Cs(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(dt("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(dt("properties"))){let t=this.properties,s=[...Ps(t),...Ms(t)];for(let i of s)this.createProperty(i,t[i])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[s,i]of t)this.elementProperties.set(s,i)}this._$Eh=new Map;for(let[t,s]of this.elementProperties){let i=this._$Eu(t,s);i!==void 0&&this._$Eh.set(i,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let s=new Set(e.flat(1/0).reverse());for(let i of s)t.unshift(te(i))}else e!==void 0&&t.push(te(e));return t}static _$Eu(e,t){let s=t.attribute;return s===!1?void 0:typeof s=="string"?s:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let s of t.keys())this.hasOwnProperty(s)&&(e.set(s,this[s]),delete this[s]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Re(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,s){this._$AK(e,s)}_$ET(e,t){let s=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,s);if(i!==void 0&&s.reflect===!0){let n=(s.converter?.toAttribute!==void 0?s.converter:pt).toAttribute(t,s.type);this._$Em=e,n==null?this.removeAttribute(i):this.setAttribute(i,n),this._$Em=null}}_$AK(e,t){let s=this.constructor,i=s._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let n=s.getPropertyOptions(i),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:pt;this._$Em=i;let c=o.fromAttribute(t,n.type);this[i]=c??this._$Ej?.get(i)??c,this._$Em=null}}requestUpdate(e,t,s,i=!1,n){if(e!==void 0){let o=this.constructor;if(i===!1&&(n=this[e]),s??=o.getPropertyOptions(e),!((s.hasChanged??Ut)(n,t)||s.useDefault&&s.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,s))))return;this.C(e,t,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:s,reflect:i,wrapped:n},o){s&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),n!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||s||(t=void 0),this._$AL.set(e,t)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,n]of this._$Ep)this[i]=n;this._$Ep=void 0}let s=this.constructor.elementProperties;if(s.size>0)for(let[i,n]of s){let{wrapped:o}=n,c=this[i];o!==!0||this._$AL.has(i)||c===void 0||this.C(i,void 0,n,c)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(t)):this._$EM()}catch(s){throw e=!1,this._$EM(),s}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};j.elementStyles=[],j.shadowRootOptions={mode:"open"},j[dt("elementProperties")]=new Map,j[dt("finalized")]=new Map,Us?.({ReactiveElement:j}),(Lt.reactiveElementVersions??=[]).push("2.1.2");var ae=globalThis,Me=r=>r,Ot=ae.trustedTypes,Ce=Ot?Ot.createPolicy("lit-html",{createHTML:r=>r}):void 0,Ie="$lit$",H=`lit$${Math.random().toFixed(9).slice(2)}$`,He="?"+H,Os=`<${He}>`,G=document,ut=()=>G.createComment(""),ft=r=>r===null||typeof r!="object"&&typeof r!="function",he=Array.isArray,Ns=r=>he(r)||typeof r?.[Symbol.iterator]=="function",ee=`[ 	
\f\r]`,mt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Le=/-->/g,Ue=/>/g,F=RegExp(`>|${ee}(?:([^\\s"'>=/]+)(${ee}*=${ee}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Oe=/'/g,Ne=/"/g,qe=/^(?:script|style|textarea|title)$/i,le=r=>(e,...t)=>({_$litType$:r,strings:e,values:t}),l=le(1),$t=le(2),ci=le(3),W=Symbol.for("lit-noChange"),w=Symbol.for("lit-nothing"),je=new WeakMap,B=G.createTreeWalker(G,129);function De(r,e){if(!he(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ce!==void 0?Ce.createHTML(e):e}var js=(r,e)=>{let t=r.length-1,s=[],i,n=e===2?"<svg>":e===3?"<math>":"",o=mt;for(let c=0;c<t;c++){let a=r[c],m,u,f=-1,x=0;for(;x<a.length&&(o.lastIndex=x,u=o.exec(a),u!==null);)x=o.lastIndex,o===mt?u[1]==="!--"?o=Le:u[1]!==void 0?o=Ue:u[2]!==void 0?(qe.test(u[2])&&(i=RegExp("</"+u[2],"g")),o=F):u[3]!==void 0&&(o=F):o===F?u[0]===">"?(o=i??mt,f=-1):u[1]===void 0?f=-2:(f=o.lastIndex-u[2].length,m=u[1],o=u[3]===void 0?F:u[3]==='"'?Ne:Oe):o===Ne||o===Oe?o=F:o===Le||o===Ue?o=mt:(o=F,i=void 0);let R=o===F&&r[c+1].startsWith("/>")?" ":"";n+=o===mt?a+Os:f>=0?(s.push(m),a.slice(0,f)+Ie+a.slice(f)+H+R):a+H+(f===-2?c:R)}return[De(r,n+(r[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},gt=class r{constructor({strings:e,_$litType$:t},s){let i;this.parts=[];let n=0,o=0,c=e.length-1,a=this.parts,[m,u]=js(e,t);if(this.el=r.createElement(m,s),B.currentNode=this.el.content,t===2||t===3){let f=this.el.content.firstChild;f.replaceWith(...f.childNodes)}for(;(i=B.nextNode())!==null&&a.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(let f of i.getAttributeNames())if(f.endsWith(Ie)){let x=u[o++],R=i.getAttribute(f).split(H),Y=/([.?@])?(.*)/.exec(x);a.push({type:1,index:n,name:Y[2],strings:R,ctor:Y[1]==="."?ie:Y[1]==="?"?ne:Y[1]==="@"?re:tt}),i.removeAttribute(f)}else f.startsWith(H)&&(a.push({type:6,index:n}),i.removeAttribute(f));if(qe.test(i.tagName)){let f=i.textContent.split(H),x=f.length-1;if(x>0){i.textContent=Ot?Ot.emptyScript:"";for(let R=0;R<x;R++)i.append(f[R],ut()),B.nextNode(),a.push({type:2,index:++n});i.append(f[x],ut())}}}else if(i.nodeType===8)if(i.data===He)a.push({type:2,index:n});else{let f=-1;for(;(f=i.data.indexOf(H,f+1))!==-1;)a.push({type:7,index:n}),f+=H.length-1}n++}}static createElement(e,t){let s=G.createElement("template");return s.innerHTML=e,s}};function Z(r,e,t=r,s){if(e===W)return e;let i=s!==void 0?t._$Co?.[s]:t._$Cl,n=ft(e)?void 0:e._$litDirective$;return i?.constructor!==n&&(i?._$AO?.(!1),n===void 0?i=void 0:(i=new n(r),i._$AT(r,t,s)),s!==void 0?(t._$Co??=[])[s]=i:t._$Cl=i),i!==void 0&&(e=Z(r,i._$AS(r,e.values),i,s)),e}var se=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:s}=this._$AD,i=(e?.creationScope??G).importNode(t,!0);B.currentNode=i;let n=B.nextNode(),o=0,c=0,a=s[0];for(;a!==void 0;){if(o===a.index){let m;a.type===2?m=new bt(n,n.nextSibling,this,e):a.type===1?m=new a.ctor(n,a.name,a.strings,this,e):a.type===6&&(m=new oe(n,this,e)),this._$AV.push(m),a=s[++c]}o!==a?.index&&(n=B.nextNode(),o++)}return B.currentNode=G,i}p(e){let t=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,t),t+=s.strings.length-2):s._$AI(e[t])),t++}},bt=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,s,i){this.type=2,this._$AH=w,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=Z(this,e,t),ft(e)?e===w||e==null||e===""?(this._$AH!==w&&this._$AR(),this._$AH=w):e!==this._$AH&&e!==W&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ns(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==w&&ft(this._$AH)?this._$AA.nextSibling.data=e:this.T(G.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:s}=e,i=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=gt.createElement(De(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(t);else{let n=new se(i,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(e){let t=je.get(e.strings);return t===void 0&&je.set(e.strings,t=new gt(e)),t}k(e){he(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,s,i=0;for(let n of e)i===t.length?t.push(s=new r(this.O(ut()),this.O(ut()),this,this.options)):s=t[i],s._$AI(n),i++;i<t.length&&(this._$AR(s&&s._$AB.nextSibling,i),t.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let s=Me(e).nextSibling;Me(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},tt=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,s,i,n){this.type=1,this._$AH=w,this._$AN=void 0,this.element=e,this.name=t,this._$AM=i,this.options=n,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=w}_$AI(e,t=this,s,i){let n=this.strings,o=!1;if(n===void 0)e=Z(this,e,t,0),o=!ft(e)||e!==this._$AH&&e!==W,o&&(this._$AH=e);else{let c=e,a,m;for(e=n[0],a=0;a<n.length-1;a++)m=Z(this,c[s+a],t,a),m===W&&(m=this._$AH[a]),o||=!ft(m)||m!==this._$AH[a],m===w?e=w:e!==w&&(e+=(m??"")+n[a+1]),this._$AH[a]=m}o&&!i&&this.j(e)}j(e){e===w?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ie=class extends tt{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===w?void 0:e}},ne=class extends tt{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==w)}},re=class extends tt{constructor(e,t,s,i,n){super(e,t,s,i,n),this.type=5}_$AI(e,t=this){if((e=Z(this,e,t,0)??w)===W)return;let s=this._$AH,i=e===w&&s!==w||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,n=e!==w&&(s===w||i);i&&this.element.removeEventListener(this.name,this,s),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},oe=class{constructor(e,t,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){Z(this,e)}};var Is=ae.litHtmlPolyfillSupport;Is?.(gt,bt),(ae.litHtmlVersions??=[]).push("3.3.3");var ze=(r,e,t)=>{let s=t?.renderBefore??e,i=s._$litPart$;if(i===void 0){let n=t?.renderBefore??null;s._$litPart$=i=new bt(e.insertBefore(ut(),n),n,void 0,t??{})}return i._$AI(r),i};var ce=globalThis,q=class extends j{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ze(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return W}};q._$litElement$=!0,q.finalized=!0,ce.litElementHydrateSupport?.({LitElement:q});var Hs=ce.litElementPolyfillSupport;Hs?.({LitElement:q});(ce.litElementVersions??=[]).push("4.2.2");var A=r=>(e,t)=>{t!==void 0?t.addInitializer(()=>{customElements.define(r,e)}):customElements.define(r,e)};var qs={attribute:!0,type:String,converter:pt,reflect:!1,hasChanged:Ut},Ds=(r=qs,e,t)=>{let{kind:s,metadata:i}=t,n=globalThis.litPropertyMetadata.get(i);if(n===void 0&&globalThis.litPropertyMetadata.set(i,n=new Map),s==="setter"&&((r=Object.create(r)).wrapped=!0),n.set(t.name,r),s==="accessor"){let{name:o}=t;return{set(c){let a=e.get.call(this);e.set.call(this,c),this.requestUpdate(o,a,r,!0,c)},init(c){return c!==void 0&&this.C(o,void 0,r,c),c}}}if(s==="setter"){let{name:o}=t;return function(c){let a=this[o];e.call(this,c),this.requestUpdate(o,a,r,!0,c)}}throw Error("Unsupported decorator location: "+s)};function y(r){return(e,t)=>typeof t=="object"?Ds(r,e,t):((s,i,n)=>{let o=i.hasOwnProperty(n);return i.constructor.createProperty(n,s),o?Object.getOwnPropertyDescriptor(i,n):void 0})(r,e,t)}function $(r){return y({...r,state:!0,attribute:!1})}var V=(r,e,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof e!="object"&&Object.defineProperty(r,e,t),t);function et(r,e){return(t,s,i)=>{let n=o=>o.renderRoot?.querySelector(r)??null;if(e){let{get:o,set:c}=typeof s=="object"?t:i??(()=>{let a=Symbol();return{get(){return this[a]},set(m){this[a]=m}}})();return V(t,s,{get(){let a=o.call(this);return a===void 0&&(a=n(this),(a!==null||this.hasUpdated)&&c.call(this,a)),a}})}return V(t,s,{get(){return n(this)}})}}var de=class extends Error{};async function Nt(r){if(r.ok)return r;let e=`${r.status} ${r.statusText}`;try{e=(await r.json()).message}catch{}throw new de(e)}function jt(r,e){let t=new URLSearchParams(e).toString();return t?`/api/${r}?${t}`:`/api/${r}`}async function It(r,e={}){return(await Nt(await fetch(jt(r,e)))).json()}function Fe(r,e){return{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(r),...e?{signal:e}:{}}}async function T(r,e,t){return(await Nt(await fetch(jt(r,{}),Fe(e,t)))).json()}async function Be(r,e,t){return(await Nt(await fetch(jt(r,{}),Fe(e,t)))).arrayBuffer()}async function Ge(r,e,t){let s=await fetch(jt(r,e),{method:"POST",headers:{"Content-Type":"application/octet-stream"},body:t});return(await Nt(s)).json()}var E=class extends q{createRenderRoot(){return this}};var P=class{constructor(e,t,s){this.ask=e;this.take=t;this.fail=s}#t=!1;#e;want(e){this.#e=e,this.#t||this.#s()}async#s(){for(this.#t=!0;this.#e!==void 0;){let e=this.#e;this.#e=void 0;try{this.take(await this.ask(e),e)}catch(t){this.fail(t)}}this.#t=!1}};async function Ht(r){let{region:e,low:t,high:s,longest:i}=r,n=await Be(r.route,{...r.body,region:e,low:t,high:s,longest:i}),o=new DataView(n);return{width:o.getInt32(0,!0),height:o.getInt32(4,!0),pixels:new Uint8Array(n,16),region:e,low:t,high:s}}var zs=4,qt,Dt,We,L=class extends E{constructor(){super(...arguments);v(this,Dt);this.answers=[];this.problem="";v(this,qt,new P(t=>T("prediction",t),({answers:t})=>{this.answers=t,this.first??=t[0],this.problem=""},t=>{this.problem=t.message,this.answers=[]}))}updated(t){t.has("model")&&(this.first=void 0),this.model&&this.path&&(t.has("path")||t.has("model"))&&p(this,qt).want({model:this.model.place,path:this.path})}render(){let t=this.answers[0],s=t&&this.first&&this.model?.classes&&t.what!==this.first.what;return l`
      <section class="card" aria-label="Task model">
        <h3>task model</h3>
        <form @submit=${i=>{h(this,Dt,We).call(this,i)}}>
          <label class="choice"><span class="name">in folder</span>
            <select name="root">${this.about.folders.map(i=>l`<option>${i}</option>`)}</select></label>
          <label class="choice"><span class="name">path</span>
            <input type="text" name="path" required placeholder="folder that train has written"></label>
          <button>Open</button>
        </form>
        ${this.model&&this.answers.length?l`
          <ol class="answers" aria-live="polite">
            ${this.answers.slice(0,zs).map(i=>l`
              <li><span>${i.what}</span>${this.model?.task==="regression"?w:l`<meter min="0" max="1" .value=${i.number} aria-label=${i.what}></meter>`}
                <span class="number">${this.model?.task==="regression"?i.number.toPrecision(4):`${(100*i.number).toFixed(1)} %`}</span></li>`)}
          </ol>
          ${s?l`<p class="turned" role="status">It was ${this.first.what} before your changes.</p>`:""}
          ${this.model.tolerance.length?l`<p class="hint"><span class="swatch"></span> the model holds here (tolerance.yaml)</p>`:l`<p class="hint">No tolerance.yaml in its folder.</p>`}`:""}
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      </section>`}};qt=new WeakMap,Dt=new WeakSet,We=async function(t){t.preventDefault();let s=new FormData(t.target),i={root:String(s.get("root")),path:String(s.get("path"))};try{let n=await T("model",i);this.problem="",this.dispatchEvent(new CustomEvent("model",{detail:{...n,place:i},bubbles:!0}))}catch(n){this.problem=n.message}},d([y({attribute:!1})],L.prototype,"about",2),d([y({attribute:!1})],L.prototype,"path",2),d([y({attribute:!1})],L.prototype,"model",2),d([$()],L.prototype,"answers",2),d([$()],L.prototype,"first",2),d([$()],L.prototype,"problem",2),L=d([A("rawline-model")],L);function zt(r,[e,t]){if(!r)return w;let s=n=>Math.min(Math.max((n-e)/(t-e),0),1)*100,i=s(r.low);return l`<svg class="band" viewBox="0 0 100 4" preserveAspectRatio="none" role="img"
    aria-label="the model holds from ${r.low} to ${r.high}">${$t`<rect x=${i} width=${Math.max(s(r.high)-i,.5)} height="4"/>`}</svg>`}var Fs=4,Ve=4;function Bs(r){return/\[([^\]]+)\]\s*$/.exec(r.title??"")?.[1]??""}function vt(r,e,t,[s,i,n],o,c=w){let a=n?1:10**Math.floor(Math.log10((i-s)/200)),m=f=>{let x=f.target.valueAsNumber;Number.isFinite(x)&&o(x)},u=Number(t.toPrecision(Ve));return l`
    <label class="slider">
      <span class="name">${r}</span>
      <span class="track">${c}<input type="range" min=${s} max=${i} step=${n?1:"any"} .value=${String(t)} @input=${m}
        aria-label="${r}, slider"></span>
      <input type="number" step=${a} .value=${String(u)} @change=${m} aria-label="${r}${e?` in ${e}`:""}">
      <span class="unit">${e}</span>
    </label>`}function Gs(r,e){let t=r.minimum??r.exclusiveMinimum,s=Fs*Math.max(Math.abs(e),e===0?.05:0),i=t!==void 0&&t>-1e6?t:e<0?-s:Math.min(0,e===0?-s:0),n=Math.min(r.maximum??1/0,Math.max(s,i+s));return[i,Math.max(n,e),r.type==="integer"]}function pe(r,e,t,s,i,n,o){if(typeof t=="number"){let c=Gs(e,typeof s=="number"?s:t),a=o.find(m=>m.name===n);return vt(r,Bs(e),t,c,i,zt(a,c))}if(typeof t=="boolean")return l`<label class="choice"><span class="name">${r}</span>
      <input type="checkbox" .checked=${t} @change=${c=>i(c.target.checked)}></label>`;if(typeof t=="string"){let c=e.enum?.filter(a=>typeof a=="string")??[t];return c.length<2?w:l`<label class="choice"><span class="name">${r}</span>
      <select @change=${a=>i(a.target.value)}>
        ${c.map(a=>l`<option ?selected=${a===t}>${a}</option>`)}</select></label>`}if(Array.isArray(t))return Vs(r,t,i);if(t&&typeof t=="object"){let c=t,a=s??{};return l`${Object.entries(c).map(([m,u],f)=>pe(m.replaceAll("_"," "),e.properties?.[m]??{},u,a[m],x=>i({...c,[m]:x}),Ws(n,m,f),o))}`}return w}function Ws(r,e,t){return r==="white_balance"||r==="black_level"?`${r}[${t}]`:e===r?r:`${r.replace("unsharp_masking","unsharp")}.${e}`}function Vs(r,e,t){if(!e.every(n=>Array.isArray(n)&&n.every(o=>typeof o=="number")))return w;let s=e,i=(n,o)=>c=>{let a=c.target.valueAsNumber;Number.isFinite(a)&&t(s.map((m,u)=>u===n?m.map((f,x)=>x===o?a:f):m))};return l`
    <div class="matrix" role="group" aria-label=${r}>
      ${s.map((n,o)=>l`<div>${n.map((c,a)=>l`
        <input type="number" step="0.01" .value=${String(Number(c.toPrecision(Ve)))} @change=${i(o,a)}
          aria-label="row ${o+1}, column ${a+1}">`)}</div>`)}
    </div>`}var me=256,ue=72,Xs={1:[["all pixels","grey"]],4:[["red","red"],["green in red rows","green"],["green in blue rows","green-other"],["blue","blue"]]};function Xe(r){let{lowest:e,highest:t,counts:s}=r.histogram,i=Math.log1p(Math.max(...s.flat())),n=s[0]?.length??1,o=Xs[s.length]??[],c=u=>(u-e)/(t-e)*me,a=[["black",r.black],["saturation",r.white]],m=a.filter(([,u])=>u!==void 0&&u>t);return l`
    <figure class="histogram">
      <svg viewBox="0 0 ${me} ${ue}" preserveAspectRatio="none" role="img"
        aria-label="Histogram of the raw samples from ${Math.round(e)} to ${Math.round(t)} ${r.unit}">
        ${s.map((u,f)=>$t`
          <path class="curve ${o[f]?.[1]??"grey"}" d=${u.map((x,R)=>`${R?"L":"M"}${((R+.5)/n*me).toFixed(1)} ${(ue*(1-Math.log1p(x)/i)).toFixed(1)}`).join("")}/>`)}
        ${a.map(([u,f])=>f===void 0||f>t?"":Ks(u,c(f)))}
      </svg>
      <figcaption>
        <span>${Math.round(e)}</span>
        <span>raw samples [${r.unit==="DN"?"DN":"1"}], logarithmic counts${m.map(([u,f])=>` \xB7 ${u} at ${f}`)}</span>
        <span>${t<10?t.toFixed(2):Math.round(t)}</span>
      </figcaption>
      <ul class="key">
        ${o.map(([u,f])=>l`<li class=${f}>${u}</li>`)}
        ${a.map(([u,f])=>f===void 0?"":l`<li class="level ${u}">${u} ${f}</li>`)}
      </ul>
    </figure>`}function Ks(r,e){return $t`<line class="level ${r}" x1=${e} x2=${e} y1="0" y2=${ue}><title>${r}</title></line>`}var Ft=class extends EventTarget{constructor(){super(...arguments);this.x=0;this.y=0;this.scale=1;this.low=0;this.high=1;this.#t=1;this.#e=1}#t;#e;fit(t,s,i){this.#t=t,this.#e=s,this.x=t/2,this.y=s/2,this.scale=Math.min(i.width/t,i.height/s),this.#s()}move(t,s){this.x=yt(this.x-t/this.scale,0,this.#t),this.y=yt(this.y-s/this.scale,0,this.#e),this.#s()}zoom(t,s=0,i=0){let n=16/Math.max(this.#t,this.#e),o=yt(this.scale*t,n,64);this.x=yt(this.x+s/this.scale-s/o,0,this.#t),this.y=yt(this.y+i/this.scale-i/o,0,this.#e),this.scale=o,this.#s()}actualSize(){this.zoom(1/this.scale)}stretch(t,s){this.low=Math.min(t,s-.001),this.high=Math.max(s,t+.001),this.#s()}point(t){let s=t&&t.x>=0&&t.y>=0&&t.x<this.#t&&t.y<this.#e;this.cursor=s?{x:Math.floor(t.x),y:Math.floor(t.y)}:void 0,this.dispatchEvent(new Event("cursor"))}#s(){this.dispatchEvent(new Event("change"))}};function yt(r,e,t){return Math.min(Math.max(r,e),t)}var Qs=/\.(dng|tiff?|png|raw|npy|pgm|cr2|cr3|nef|arw|raf|rw2|orf|pef|srw)$/i,S,fe,ge,Bt,Ke,Qe,U=class extends E{constructor(){super(...arguments);v(this,S);this.root="";this.path="";this.entries=[];this.problem="";this.busy=""}openFile(t,s){h(this,S,fe).call(this,{root:t,path:s},s)}take(t){h(this,S,ge).call(this,`reading ${t.name}`,()=>Ge("upload",{name:t.name},t))}render(){return l`
      <section class="open" aria-label="Open">
        <div class="buttons">
          ${this.about.samples.map(t=>l`
            <button type="button" @click=${()=>{h(this,S,fe).call(this,{sample:t},`the sample of a ${t}`)}}>Sample: ${t}</button>`)}
          ${this.about.demo?"":l`
            <label class="button">Your file…<input type="file" class="visually-hidden"
              @change=${t=>{let s=t.target.files?.[0];s&&this.take(s)}}></label>`}
        </div>
        ${this.root?l`
          <p class="where"><button type="button" @click=${h(this,S,Qe)} aria-label="Up">↑</button> ${this.root}/${this.path}</p>
          <ul class="files">
            ${this.entries.filter(t=>t.folder||Qs.test(t.name)).map(t=>l`
              <li><button type="button" class=${t.folder?"folder":"file"} @click=${()=>h(this,S,Ke).call(this,t)}>${t.name}${t.folder?"/":""}</button></li>`)}
          </ul>`:l`
          <ul class="files">
            ${this.about.folders.map(t=>l`
              <li><button type="button" class="folder" @click=${()=>{h(this,S,Bt).call(this,t,"")}}>${t}/</button></li>`)}
          </ul>`}
        ${this.busy?l`<p class="busy" role="status">${this.busy} …</p>`:""}
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      </section>`}};S=new WeakSet,fe=async function(t,s){await h(this,S,ge).call(this,`opening ${s}`,()=>T("open",t))},ge=async function(t,s){this.busy=t,this.problem="";try{let{id:i}=await s();this.dispatchEvent(new CustomEvent("opened",{detail:i,bubbles:!0}))}catch(i){this.problem=i.message}finally{this.busy=""}},Bt=async function(t,s){try{this.entries=(await It("folder",{root:t,path:s})).entries,this.root=t,this.path=s,this.problem=""}catch(i){this.problem=i.message}},Ke=function(t){let s=this.path?`${this.path}/${t.name}`:t.name;t.folder?h(this,S,Bt).call(this,this.root,s):this.openFile(this.root,s)},Qe=function(){let t=this.path.split("/");this.path===""?this.root="":h(this,S,Bt).call(this,this.root,t.slice(0,-1).join("/"))},d([y({attribute:!1})],U.prototype,"about",2),d([$()],U.prototype,"root",2),d([$()],U.prototype,"path",2),d([$()],U.prototype,"entries",2),d([$()],U.prototype,"problem",2),d([$()],U.prototype,"busy",2),U=d([A("rawline-open")],U);var M,Je,Ye,wt,X=class extends E{constructor(){super(...arguments);v(this,M);this.problem=""}render(){let t=this.exported;return l`
      <button type="button" @click=${()=>{h(this,M,Je).call(this)}}>Export this light path…</button>
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      <dialog aria-label="Export">
        ${t?l`
          ${Object.entries(t.files).map(([s,i])=>l`
            ${h(this,M,wt).call(this,s,i)}
            <button type="button" @click=${()=>h(this,M,Ye).call(this,s,i)}>Save ${s}</button>`)}
          ${h(this,M,wt).call(this,"On the command line",t.command)}
          ${h(this,M,wt).call(this,"In Python",t.python)}
          ${t.recording?h(this,M,wt).call(this,"The changed recording, in a training plan",`cameras:
${t.recording}`):""}`:""}
        <form method="dialog"><button>Close</button></form>
      </dialog>`}};M=new WeakSet,Je=async function(){try{this.exported=await T("export",this.path),this.problem="",await this.updateComplete,this.querySelector("dialog")?.showModal()}catch(t){this.problem=t.message}},Ye=function(t,s){let i=document.createElement("a");i.href=URL.createObjectURL(new Blob([s],{type:"text/plain"})),i.download=t,i.click(),URL.revokeObjectURL(i.href)},wt=function(t,s){return l`
      <section>
        <h3>${t}</h3>
        <button type="button" @click=${()=>{navigator.clipboard?.writeText(s)}}>Copy</button>
        <pre tabindex="0" aria-label=${t}>${s}</pre>
      </section>`},d([y({attribute:!1})],X.prototype,"path",2),d([$()],X.prototype,"exported",2),d([$()],X.prototype,"problem",2),X=d([A("rawline-export")],X);var Js=320,Gt,st,Wt,Ze,I=class extends E{constructor(){super(...arguments);v(this,Wt);this.problem="";v(this,Gt,new P(Ht,t=>h(this,Wt,Ze).call(this,t),t=>{this.problem=t.message}));v(this,st,()=>{let t=this.region();if(!t)return;let{low:s,high:i}=this.linked;p(this,Gt).want({route:"views",body:{path:this.path},region:t,low:s,high:i,longest:Js})})}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("change",p(this,st))}disconnectedCallback(){this.linked.removeEventListener("change",p(this,st)),super.disconnectedCallback()}updated(t){t.has("path")&&p(this,st).call(this)}render(){let t=["bilinear","malvar","menon"].flatMap(s=>["sharpen","unsharp"].flatMap(i=>["median","gaussian"].map(n=>`${s}-${i}-${n}`)));return l`
      <div class="views">
        <canvas role="img" aria-label="The twelve views, four in a row"></canvas>
        ${t.map(s=>l`
          <button type="button" @click=${()=>this.dispatchEvent(new CustomEvent("take",{bubbles:!0,detail:s}))}
            title="Take this processing">${s}</button>`)}
      </div>
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}`}};Gt=new WeakMap,st=new WeakMap,Wt=new WeakSet,Ze=function(t){this.problem="",this.canvas.width=t.width,this.canvas.height=t.height;let s=new ImageData(t.width,t.height);for(let i=0,n=0;n<s.data.length;n+=4)s.data[n]=t.pixels[i++],s.data[n+1]=t.pixels[i++],s.data[n+2]=t.pixels[i++],s.data[n+3]=255;this.canvas.getContext("2d")?.putImageData(s,0,0)},d([y({attribute:!1})],I.prototype,"path",2),d([y({attribute:!1})],I.prototype,"linked",2),d([y({attribute:!1})],I.prototype,"region",2),d([$()],I.prototype,"problem",2),d([et("canvas")],I.prototype,"canvas",2),I=d([A("rawline-views")],I);var Ys=`#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(4.0 * corner - 1.0, 0.0, 1.0);
}`,Zs=`#version 300 es
precision highp float;
uniform vec2 size;
uniform vec3 place;
uniform vec2 contrast;
uniform float split;
uniform sampler2D whole[2];
uniform sampler2D detail[2];
uniform vec4 wholeRegion[2];
uniform vec4 detailRegion[2];
uniform vec2 wholeRange[2];
uniform vec2 detailRange[2];
uniform vec3 ground;
out vec4 colour;

vec4 look(sampler2D picture, vec4 region, vec2 range, vec2 at) {
  vec2 where = (at - region.xy) / region.zw;
  if (region.z <= 0.0 || any(lessThan(where, vec2(0))) || any(greaterThanEqual(where, vec2(1)))) return vec4(0);
  vec2 texel = where * vec2(textureSize(picture, 0));
  vec2 shrink = region.zw * place.z / vec2(textureSize(picture, 0));
  vec3 seen = shrink.x >= 1.0
    ? texelFetch(picture, ivec2(texel), 0).rgb
    : texture(picture, where).rgb;
  return vec4(range.x + seen * (range.y - range.x), 1);
}

void main() {
  vec2 screen = vec2(gl_FragCoord.x, size.y - gl_FragCoord.y);
  vec2 at = place.xy + (screen - 0.5 * size) / place.z;
  vec4 seen;
  if (screen.x < split * size.x) {
    seen = look(detail[0], detailRegion[0], detailRange[0], at);
    if (seen.a == 0.0) seen = look(whole[0], wholeRegion[0], wholeRange[0], at);
  } else {
    seen = look(detail[1], detailRegion[1], detailRange[1], at);
    if (seen.a == 0.0) seen = look(whole[1], wholeRegion[1], wholeRange[1], at);
  }
  vec3 shown = clamp((seen.rgb - contrast.x) / (contrast.y - contrast.x), 0.0, 1.0);
  colour = vec4(mix(ground, shown, seen.a), 1);
}`,Vt=class{constructor(e){this.canvas=e;let t=e.getContext("webgl2",{antialias:!1,alpha:!1,preserveDrawingBuffer:!0});if(!t)throw new Error("this browser has no WebGL 2: use another one, or switch it on");this.#t=t,this.#e=ti(t),t.pixelStorei(t.UNPACK_ALIGNMENT,1)}#t;#e;#s=new Map;#n=new Map;set(e,t,s){let i=t+e,n=this.#t;if(!s){this.#n.delete(i);return}let o=this.#s.get(i);o||(o=n.createTexture(),this.#s.set(i,o)),n.bindTexture(n.TEXTURE_2D,o),n.texImage2D(n.TEXTURE_2D,0,n.RGB8,s.width,s.height,0,n.RGB,n.UNSIGNED_BYTE,s.pixels),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_MIN_FILTER,n.LINEAR),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_MAG_FILTER,n.LINEAR),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_WRAP_S,n.CLAMP_TO_EDGE),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_WRAP_T,n.CLAMP_TO_EDGE),this.#n.set(i,s)}detail(e){return this.#n.get("detail"+e)}draw(e,t){let s=this.#t,i=this.canvas;s.viewport(0,0,i.width,i.height),s.useProgram(this.#e),this.#i("size",i.width,i.height),this.#i("place",e.x,e.y,e.scale),this.#i("contrast",e.low,e.high),this.#i("split",t),this.#i("ground",.13,.13,.14);let n=0;for(let o of["whole","detail"])for(let c of[0,1]){let a=this.#n.get(o+c),m=a?.region;s.activeTexture(s.TEXTURE0+n),s.bindTexture(s.TEXTURE_2D,this.#s.get(o+c)??null),s.uniform1i(this.#r(`${o}[${c}]`),n++),this.#i(`${o}Region[${c}]`,m?.left??0,m?.top??0,m?.width??0,m?.height??0),this.#i(`${o}Range[${c}]`,a?.low??0,a?.high??1)}s.activeTexture(s.TEXTURE0),s.drawArrays(s.TRIANGLES,0,3)}#r(e){return this.#t.getUniformLocation(this.#e,e)}#i(e,...t){let s=this.#t,i=this.#r(e);t.length===1?s.uniform1fv(i,t):t.length===2?s.uniform2fv(i,t):t.length===3?s.uniform3fv(i,t):s.uniform4fv(i,t)}};function ti(r){let e=r.createProgram();for(let[t,s]of[[r.VERTEX_SHADER,Ys],[r.FRAGMENT_SHADER,Zs]]){let i=r.createShader(t);if(!i)throw new Error("the graphics context is lost: reload the page");r.shaderSource(i,s),r.compileShader(i),r.attachShader(e,i)}if(r.linkProgram(e),!r.getProgramParameter(e,r.LINK_STATUS))throw new Error(`the picture cannot be drawn: ${r.getProgramInfoLog(e)??""}`);return e}var ts=8,es=4096,ss=512,is=40,C,nt,K,Et,_t,Kt,b,xt,ns,At,St,it,be,Xt,rs,os,as,$e,hs,ls,cs,ds,ps,k=class extends E{constructor(){super(...arguments);v(this,b);this.frames=[];this.shown={kind:"frame",frame:0};this.number=1;this.problem="";this.note="";v(this,C);v(this,nt,.5);v(this,K,0);v(this,Et,new ResizeObserver(()=>h(this,b,ns).call(this)));v(this,_t,[h(this,b,xt).call(this,0,"detail"),h(this,b,xt).call(this,1,"detail")]);v(this,Kt,[h(this,b,xt).call(this,0,"whole"),h(this,b,xt).call(this,1,"whole")]);v(this,At,()=>{h(this,b,it).call(this),h(this,b,Xt).call(this,!1)});v(this,St,()=>h(this,b,it).call(this))}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("change",p(this,At)),this.linked.addEventListener("cursor",p(this,St))}disconnectedCallback(){this.linked.removeEventListener("change",p(this,At)),this.linked.removeEventListener("cursor",p(this,St)),p(this,Et).disconnect(),super.disconnectedCallback()}firstUpdated(){try{z(this,C,new Vt(this.canvas))}catch(t){this.problem=t.message}p(this,Et).observe(this.canvas)}updated(t){if(t.has("image"))for(let s of[0,1])p(this,C)?.set(s,"whole",void 0),p(this,C)?.set(s,"detail",void 0);(t.has("path")||t.has("pinned")||t.has("shown")||t.has("image"))&&(z(this,K,performance.now()),h(this,b,Xt).call(this,!0))}get pixels(){return{width:this.canvas?.width??0,height:this.canvas?.height??0}}render(){let t=this.shown.kind==="frame"?`frame:${this.shown.frame}`:this.shown.kind,s=[...this.frames.map((i,n)=>[`frame:${n}`,i,!1]),["views","the twelve views",!1],["pinned","pinned variant",!this.pinned],["split","split: pinned | view",!this.pinned],["difference","difference to pinned (\u0394E)",!this.pinned],["gradient","gradient of the loss (model)",!this.model]];return l`
      <div class="pane-bar">
        <select aria-label="Picture ${this.number}" @change=${h(this,b,ds)}>
          ${s.map(([i,n,o])=>l`
            <option value=${i} ?selected=${i===t} ?disabled=${o}>${n}</option>`)}
        </select>
        ${this.shown.kind==="split"?l`
          <input type="range" class="split" min="0" max="1" step="0.005" .value=${String(p(this,nt))}
            aria-label="Place of the split" @input=${h(this,b,ps)}>`:""}
        <span class="note" title="from the change to the picture on the screen">${this.note}</span>
      </div>
      ${this.shown.kind==="views"?l`
        <rawline-views .path=${this.path} .linked=${this.linked} .region=${()=>h(this,b,be).call(this)}></rawline-views>`:""}
      <canvas class="exact" ?hidden=${this.shown.kind==="views"} tabindex="0" role="img" aria-label="Picture ${this.number}: ${s.find(i=>i[0]===t)?.[1]??""}. Arrows move, plus and minus zoom, 0 fits, 1 is actual size, shift and arrows choose a pixel."
        @wheel=${h(this,b,as)} @pointerdown=${h(this,b,hs)} @pointermove=${h(this,b,ls)}
        @pointerleave=${()=>this.linked.point(void 0)} @keydown=${h(this,b,cs)}></canvas>
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}`}};C=new WeakMap,nt=new WeakMap,K=new WeakMap,Et=new WeakMap,_t=new WeakMap,Kt=new WeakMap,b=new WeakSet,xt=function(t,s){return new P(Ht,i=>h(this,b,os).call(this,t,s,i),i=>{this.problem=i.message})},ns=function(){let{clientWidth:t,clientHeight:s}=this.canvas;if(t===0)return;let i=Math.min(devicePixelRatio,2);this.canvas.width=Math.round(t*i),this.canvas.height=Math.round(s*i),this.dispatchEvent(new Event("resized",{bubbles:!0})),h(this,b,it).call(this),h(this,b,Xt).call(this,!1)},At=new WeakMap,St=new WeakMap,it=function(){if(!p(this,C)||this.canvas.width===0)return;let t=this.shown.kind==="split"?p(this,nt):1;p(this,C).draw(this.linked,t)},be=function(){let{x:t,y:s,scale:i}=this.linked,n=this.canvas.width/i/2+ts,o=this.canvas.height/i/2+ts,c=Math.max(0,Math.floor(t-n)),a=Math.max(0,Math.floor(s-o)),m=Math.min(this.image.width,Math.ceil(t+n)),u=Math.min(this.image.height,Math.ceil(s+o));return m>c&&u>a?{left:c,top:a,width:m-c,height:u-a}:void 0},Xt=function(t){if(!p(this,C)||this.canvas.width===0)return;let s=h(this,b,be).call(this);if(!s)return;let{low:i,high:n,scale:o}=this.linked,c=Math.min(es,Math.max(1,Math.ceil(Math.max(s.width,s.height)*Math.min(1,o)))),a={left:0,top:0,width:this.image.width,height:this.image.height};h(this,b,rs).call(this).forEach(({whole:m,...u},f)=>{if(m){let Y=Math.max(a.width,a.height);t&&p(this,_t)[0].want({...u,region:a,low:0,high:1,longest:Math.min(Y,es)});return}let x={...u,region:s,low:i,high:n,longest:c},R=p(this,C).detail(f);(t||!R||!ei(R,x))&&p(this,_t)[f].want(x),t&&o>ss/Math.max(a.width,a.height)&&p(this,Kt)[f].want({...u,region:a,low:0,high:1,longest:ss})})},rs=function(){let t={route:"picture",body:{path:this.path}},s={route:"picture",body:{path:this.pinned??this.path}};switch(this.shown.kind){case"frame":return[{route:"picture",body:{path:this.path,frame:this.shown.frame}}];case"pinned":return[s];case"split":return[s,t];case"difference":return[{route:"difference",body:{path:this.path,pinned:this.pinned??this.path}}];case"gradient":return[{route:"gradient",body:{path:this.path,model:this.model},whole:!0}];case"views":return[]}},os=function(t,s,i){if(this.problem="",p(this,C)?.set(t,s,i),h(this,b,it).call(this),s==="detail"&&p(this,K)>0){let n=p(this,K);z(this,K,0),requestAnimationFrame(()=>{let o=performance.now()-n;this.note=`${o.toFixed(0)} ms`,this.dispatchEvent(new CustomEvent("painted",{bubbles:!0,detail:o}))})}},as=function(t){t.preventDefault();let[s,i]=h(this,b,$e).call(this,t);this.linked.zoom(Math.exp(-t.deltaY/(t.deltaMode===0?400:8)),s,i)},$e=function(t){let s=this.canvas.getBoundingClientRect(),i=this.canvas.width/s.width;return[(t.clientX-s.left-s.width/2)*i,(t.clientY-s.top-s.height/2)*i]},hs=function(t){this.canvas.setPointerCapture(t.pointerId)},ls=function(t){let s=this.canvas.width/this.canvas.clientWidth;t.buttons===1&&this.linked.move(t.movementX*s,t.movementY*s);let[i,n]=h(this,b,$e).call(this,t);this.linked.point({x:this.linked.x+i/this.linked.scale,y:this.linked.y+n/this.linked.scale})},cs=function(t){let i={ArrowLeft:[1,0],ArrowRight:[-1,0],ArrowUp:[0,1],ArrowDown:[0,-1]}[t.key];if(i&&t.shiftKey){let n=this.linked.cursor??{x:this.linked.x,y:this.linked.y};this.linked.point({x:n.x-i[0],y:n.y-i[1]})}else if(i)this.linked.move(i[0]*is,i[1]*is);else if(t.key==="+"||t.key==="=")this.linked.zoom(1.25);else if(t.key==="-")this.linked.zoom(.8);else if(t.key==="0")this.linked.fit(this.image.width,this.image.height,this.pixels);else if(t.key==="1")this.linked.actualSize();else return;t.preventDefault()},ds=function(t){let[s,i]=t.target.value.split(":");this.dispatchEvent(new CustomEvent("choose",{detail:{kind:s,frame:Number(i??0)}}))},ps=function(t){z(this,nt,Number(t.target.value)),h(this,b,it).call(this)},d([y({attribute:!1})],k.prototype,"image",2),d([y({attribute:!1})],k.prototype,"path",2),d([y({attribute:!1})],k.prototype,"pinned",2),d([y({attribute:!1})],k.prototype,"model",2),d([y({attribute:!1})],k.prototype,"linked",2),d([y({attribute:!1})],k.prototype,"frames",2),d([y({attribute:!1})],k.prototype,"shown",2),d([y({type:Number})],k.prototype,"number",2),d([$()],k.prototype,"problem",2),d([$()],k.prototype,"note",2),d([et(".exact")],k.prototype,"canvas",2),k=d([A("rawline-pane")],k);function ei(r,e){let{region:t}=r,s=Math.max(r.width,r.height)/Math.max(t.width,t.height),i=e.longest/Math.max(e.region.width,e.region.height);return t.left<=e.region.left&&t.top<=e.region.top&&t.left+t.width>=e.region.left+e.region.width&&t.top+t.height>=e.region.top+e.region.height&&s>=.99*i&&s<=2*i&&r.low===e.low&&r.high===e.high}function ms(r){return r.map(e=>{let t=Object.keys(e)[0]??"",s=e[t];return{word:t,keys:s,initial:structuredClone(s),on:!0}})}function ve(r){return r.filter(e=>e.on).map(e=>({[e.word]:e.keys}))}function O(r){return r.replaceAll("_"," ")}var Qt=32,Jt,rt,kt,ye,D=class extends E{constructor(){super(...arguments);v(this,kt);this.unit="DN";v(this,Jt,new P(t=>T("values",t),(t,s)=>{s.path===this.path&&(this.block=t)},()=>{}));v(this,rt,()=>{let t=this.linked.cursor;if(t&&h(this,kt,ye).call(this)<0){let s=t.x-t.x%Qt,i=t.y-t.y%Qt;p(this,Jt).want({path:this.path,region:{left:s,top:i,width:Qt,height:Qt}})}this.requestUpdate()})}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("cursor",p(this,rt))}disconnectedCallback(){this.linked.removeEventListener("cursor",p(this,rt)),super.disconnectedCallback()}willUpdate(t){t.has("path")&&(this.block=void 0,p(this,rt).call(this))}render(){let t=this.linked.cursor,s=h(this,kt,ye).call(this),i=this.block,n=o=>o.map(c=>(c[s]??NaN).toFixed(4)).join("  ");return l`
      <dl class="values" aria-live="off">
        <dt>pixel</dt><dd>${t?`${t.x}, ${t.y}`:"\u2013"}</dd>
        <dt>raw</dt><dd>${i&&s>=0?`${Number(i.raw[s].toPrecision(6))} ${this.unit==="DN"?"DN":""} ${i.colours[s].toLowerCase()}`:"\u2013"}</dd>
        <dt>charge</dt><dd>${i?.electrons&&s>=0?`${i.electrons[s].toFixed(1)} e\u207B`:"\u2013"}</dd>
        <dt>linear</dt><dd>${i&&s>=0?n(i.linear):"\u2013"}</dd>
        <dt>view</dt><dd>${i&&s>=0?n(i.view):"\u2013"}</dd>
      </dl>`}};Jt=new WeakMap,rt=new WeakMap,kt=new WeakSet,ye=function(){let t=this.linked.cursor,s=this.block?.region;if(!t||!s)return-1;let i=t.x-s.left,n=t.y-s.top;return i>=0&&n>=0&&i<s.width&&n<s.height?n*s.width+i:-1},d([y({attribute:!1})],D.prototype,"path",2),d([y({attribute:!1})],D.prototype,"linked",2),d([y()],D.prototype,"unit",2),d([$()],D.prototype,"block",2),D=d([A("rawline-values")],D);var si=4,us=new Set(["demosaicing","gamma"]),ii=new Set(["flat_field","additive_layer","defect_correction","luma_convolution"]),N,Rt,Yt,ht,g,fs,gs,ot,Q,lt,at,we,bs,xe,$s,vs,Tt,ys,ws,xs,Es,_s,_=class extends E{constructor(){super(...arguments);v(this,g);this.camera="";this.sensor="";this.stages=[];this.recording={};this.panes=[];this.problem="";v(this,N,new Ft);v(this,Rt,"");v(this,Yt,new P(t=>T("comparison",t),t=>{this.similarity=t},()=>{this.similarity=void 0}));v(this,ht,()=>{let[t,s]=location.hash.slice(1).split("?"),i=new URLSearchParams(s??""),n=i.get("root"),o=i.get("path");t==="develop/open"&&n&&o&&this.open.openFile(n,o)});v(this,lt,()=>{if(!this.pinned||!this.path||!this.image)return;let{width:t,height:s}=this.image,i=Math.min(1024,t,s),n=Math.round(Math.min(Math.max(p(this,N).x-i/2,0),t-i)),o=Math.round(Math.min(Math.max(p(this,N).y-i/2,0),s-i));p(this,Yt).want({path:this.path,pinned:this.pinned,region:{left:n,top:o,width:i,height:i}})});v(this,Tt,()=>{if(this.image&&p(this,Rt)!==this.image.id){let t=this.querySelector("rawline-pane");t&&t.pixels.width>0&&(z(this,Rt,this.image.id),p(this,N).fit(this.image.width,this.image.height,t.pixels))}})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",p(this,ht)),p(this,N).addEventListener("change",p(this,lt))}disconnectedCallback(){removeEventListener("hashchange",p(this,ht)),super.disconnectedCallback()}firstUpdated(){p(this,ht).call(this)}updated(){p(this,Tt).call(this)}render(){return l`
      <div class="develop" @drop=${h(this,g,ys)} @dragover=${t=>t.preventDefault()}
        @opened=${t=>{h(this,g,gs).call(this,t.detail)}}
        @resized=${p(this,Tt)}
        @take=${t=>{h(this,g,ot).call(this,{...this.path,stages:void 0,view:t.detail})}}>
        <aside class="side">
          <rawline-open .about=${this.about}></rawline-open>
          ${this.image?h(this,g,ws).call(this,this.image):""}
          ${this.image&&!this.about.demo?l`<rawline-model .about=${this.about} .path=${this.path} .model=${this.model}
            @model=${t=>{this.model=t.detail}}></rawline-model>`:""}
          ${this.image&&this.path?l`<rawline-export .path=${this.path}></rawline-export>`:""}
        </aside>
        ${this.image&&this.path?l`
          ${h(this,g,Es).call(this,this.image,this.path)}
          <aside class="cards" aria-label="Light path">${h(this,g,_s).call(this,this.image)}</aside>`:l`
          <div class="empty"><p>Open a sample, choose a raw file, or drop one here.</p></div>`}
      </div>`}};N=new WeakMap,Rt=new WeakMap,Yt=new WeakMap,ht=new WeakMap,g=new WeakSet,fs=function(t){return this.about.isp.properties?.stages?.items?.properties?.[t]??{}},gs=async function(t){this.recording={},this.pinned=void 0,this.similarity=void 0,this.sensor="",await h(this,g,ot).call(this,{image:t,camera:void 0}),this.image&&this.panes.length===0&&(this.panes=[{kind:"frame",frame:0},{kind:"frame",frame:h(this,g,at).call(this).length-1}])},ot=async function(t){try{let s=await T("image",t);this.image=s,this.camera=s.camera,this.sensor=s.sensor??"",this.stages=ms(s.stages),this.problem="",h(this,g,Q).call(this)}catch(s){this.problem=s.message}},Q=function(){this.image&&(this.path={image:this.image.id,camera:this.camera,stages:ve(this.stages),...this.sensor?{sensor:this.sensor}:{},recording:this.recording},p(this,lt).call(this))},lt=new WeakMap,at=function(){return["raw",...this.stages.filter(t=>t.on).map(t=>O(t.word))].map((t,s,i)=>s===i.length-1?"view":t)},we=function(t,s){this.stages=this.stages.map(i=>i===t?{...i,keys:s}:i),h(this,g,Q).call(this)},bs=function(t){let s=h(this,g,at).call(this).length-1;this.stages=this.stages.map(n=>n===t?{...n,on:!n.on}:n);let i=h(this,g,at).call(this).length-1;this.panes=this.panes.map(n=>n.kind==="frame"?{...n,frame:n.frame===s?i:Math.min(n.frame,i)}:n),h(this,g,Q).call(this)},xe=function(t,s){let i=this.stages.indexOf(t),n=[...this.stages];n.splice(i,1),n.splice(i+s,0,t),this.stages=n,h(this,g,Q).call(this)},$s=async function(t){let s=Object.keys(this.about.isp.properties?.stages?.items?.properties??{}),i=this.stages.findIndex(c=>c.word==="demosaicing"),n=s.indexOf(t)<s.indexOf("demosaicing")?i:this.stages.length-1,o=ve(this.stages);o.splice(n,0,{[t]:{}}),await h(this,g,ot).call(this,{...this.path,stages:o})},vs=function(t,s){let i={...this.recording};Math.abs(s-t.usual)<1e-9?delete i[t.name]:i[t.name]=s,this.recording=i,h(this,g,Q).call(this)},Tt=new WeakMap,ys=function(t){t.preventDefault();let s=t.dataTransfer?.files[0];s&&!this.about.demo&&this.open.take(s)},ws=function(t){let s=[`${t.width} \xD7 ${t.height} px`,t.cfa,t.model,t.iso?`ISO ${t.iso}`:void 0,t.exposure?`${Number((t.exposure*1e3).toPrecision(3))} ms`:void 0].filter(i=>i!==void 0);return l`
      <section class="facts" aria-label="Image">
        <h2>${t.name}</h2>
        <p>${s.join(" \xB7 ")}</p>
        ${Xe(t)}
        <rawline-values .path=${this.path} .linked=${p(this,N)} .unit=${t.unit}></rawline-values>
        ${h(this,g,xs).call(this)}
      </section>`},xs=function(){let t=p(this,N),s=(i,n)=>{t.stretch(i,n),this.requestUpdate()};return l`
      <fieldset><legend>Contrast of all panes</legend>
        ${vt("black at","",t.low,[0,1,!1],i=>s(i,t.high))}
        ${vt("white at","",t.high,[0,1,!1],i=>s(t.low,i))}
        <button type="button" @click=${()=>s(0,1)}>Reset</button>
      </fieldset>`},Es=function(t,s){return l`
      <section class="pictures" aria-label="Pictures">
        <div class="tools">
          <button type="button" @click=${()=>{this.pinned=s,p(this,lt).call(this)}}>Pin this variant</button>
          ${this.pinned&&this.similarity?l`<span class="similarity" role="status">to pinned: SSIM ${this.similarity.ssim.toFixed(4)} · ΔE₀₀ ${this.similarity.deltaE.toFixed(2)}, 95 % below ${this.similarity.deltaE95.toFixed(2)}</span>`:""}
          <span class="fill"></span>
          <button type="button" ?disabled=${this.panes.length>=si}
            @click=${()=>{this.panes=[...this.panes,{kind:"frame",frame:h(this,g,at).call(this).length-1}]}}>Add a pane</button>
          <button type="button" ?disabled=${this.panes.length<2} @click=${()=>{this.panes=this.panes.slice(0,-1)}}>Remove a pane</button>
        </div>
        <div class="panes panes-${this.panes.length}">
          ${this.panes.map((i,n)=>l`
            <rawline-pane class="pane" .number=${n+1} .image=${t} .path=${s} .pinned=${this.pinned} .model=${this.model?.place} .linked=${p(this,N)}
              .frames=${h(this,g,at).call(this)} .shown=${i}
              @choose=${o=>{this.panes=this.panes.map((c,a)=>a===n?o.detail:c)}}></rawline-pane>`)}
        </div>
        ${this.panes.some(i=>i.kind==="difference")?l`
          <p class="scale"><span>ΔE₀₀ 0</span><span class="ramp" aria-hidden="true"></span><span>${this.similarity?.painted??10} and more</span></p>`:""}
      </section>`},_s=function(t){let s=this.stages.findIndex(n=>n.word==="demosaicing"),i=Object.keys(this.about.isp.properties?.stages?.items?.properties??{}).filter(n=>!us.has(n)&&!ii.has(n));return l`
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      <section class="card">
        <h3>recording</h3>
        ${t.recording.length===0?l`
          <p class="hint">Choose the sensor that recorded, to count in electrons.</p>`:""}
        <label class="choice"><span class="name">sensor</span>
          <select @change=${n=>{this.recording={},h(this,g,ot).call(this,{...this.path,recording:{},sensor:n.target.value||void 0})}}>
            <option value="" ?selected=${!this.sensor}>${t.recording.length?"of the data set":"not known"}</option>
            ${this.about.sensors.map(n=>l`<option ?selected=${n===this.sensor}>${n}</option>`)}
          </select></label>
        ${t.recording.map(n=>{let o=[n.lowest,n.highest,n.name==="bits"],c=this.model?.tolerance.find(a=>a.name===n.name);return vt(O(n.meaning),n.unit,this.recording[n.name]??n.usual,o,a=>h(this,g,vs).call(this,n,a),zt(c,o))})}
        ${Object.keys(this.recording).length?l`<button type="button" @click=${()=>{this.recording={},h(this,g,Q).call(this)}}>Reset</button>`:""}
      </section>
      <section class="card">
        <h3>camera</h3>
        <label class="choice"><span class="name">numbers of</span>
          <select @change=${n=>{h(this,g,ot).call(this,{...this.path,stages:void 0,camera:n.target.value})}}>
            ${t.cameras.map(n=>l`<option value=${n} ?selected=${n===this.camera}>${n==="file"?"the file itself":n==="data"?"the data set":n}</option>`)}
          </select></label>
      </section>
      ${this.stages.map((n,o)=>{let c=h(this,g,fs).call(this,n.word),a=JSON.stringify(n.keys)!==JSON.stringify(n.initial),m=o>s&&n.word!=="gamma";return l`
          <section class="card ${n.on?"":"off"}" title=${c.description??""}>
            <h3>${O(n.word)}</h3>
            <div class="card-tools">
              ${a?l`<button type="button" @click=${()=>h(this,g,we).call(this,n,structuredClone(n.initial))} aria-label="Reset ${O(n.word)}">Reset</button>`:""}
              ${m?l`
                <button type="button" ?disabled=${o-1<=s} @click=${()=>h(this,g,xe).call(this,n,-1)} aria-label="Move ${O(n.word)} up">↑</button>
                <button type="button" ?disabled=${o+2>=this.stages.length} @click=${()=>h(this,g,xe).call(this,n,1)} aria-label="Move ${O(n.word)} down">↓</button>`:""}
              ${us.has(n.word)?"":l`
                <label><input type="checkbox" .checked=${n.on} @change=${()=>h(this,g,bs).call(this,n)} aria-label="${O(n.word)} on">on</label>`}
            </div>
            ${n.on?pe(O(n.word),c,n.keys,n.initial,u=>h(this,g,we).call(this,n,u),n.word,this.model?.tolerance??[]):""}
          </section>`})}
      <label class="choice add"><span class="name">add a stage</span>
        <select .value=${""} @change=${n=>{let o=n.target,c=o.value;o.value="",c&&h(this,g,$s).call(this,c)}}>
          <option value=""></option>${i.map(n=>l`<option value=${n}>${O(n)}</option>`)}
        </select></label>`},d([y({attribute:!1})],_.prototype,"about",2),d([$()],_.prototype,"image",2),d([$()],_.prototype,"camera",2),d([$()],_.prototype,"sensor",2),d([$()],_.prototype,"stages",2),d([$()],_.prototype,"recording",2),d([$()],_.prototype,"path",2),d([$()],_.prototype,"pinned",2),d([$()],_.prototype,"panes",2),d([$()],_.prototype,"similarity",2),d([$()],_.prototype,"model",2),d([$()],_.prototype,"problem",2),d([et("rawline-open")],_.prototype,"open",2),_=d([A("rawline-develop")],_);var Ee=[["develop","Studio"]],ct,J=class extends E{constructor(){super(...arguments);this.page="";this.problem="";v(this,ct,()=>{let t=location.hash.slice(1).split("/")[0]??"";this.page=Ee.some(([s])=>s===t)?t:Ee[0][0]})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",p(this,ct)),p(this,ct).call(this),It("about").then(t=>this.about=t,t=>this.problem=t.message)}disconnectedCallback(){removeEventListener("hashchange",p(this,ct)),super.disconnectedCallback()}render(){return l`
      <header class="bar">
        <a class="brand" href="#develop"><img src="/icon.svg" alt="" width="20" height="20">Rawline</a>
        <nav aria-label="Parts">
          ${Ee.map(([t,s])=>l`
            <a href="#${t}" aria-current=${this.page===t?"page":"false"}>${s}</a>`)}
        </nav>
        <span class="version">${this.about?`${this.about.version}${this.about.demo?" \xB7 demonstration":""}`:""}</span>
      </header>
      <main>
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
        ${this.about?l`<rawline-develop .about=${this.about} ?hidden=${this.page!=="develop"}></rawline-develop>`:""}
      </main>`}};ct=new WeakMap,d([$()],J.prototype,"about",2),d([$()],J.prototype,"page",2),d([$()],J.prototype,"problem",2),J=d([A("rawline-studio")],J);})();
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
